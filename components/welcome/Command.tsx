/** Something to type into a terminal. */
export function Command({ text }: { readonly text: string }) {
  return (
    <pre class="command" dir="ltr">
      <code>{text}</code>
    </pre>
  );
}
