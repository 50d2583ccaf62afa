/** A sentence of the catalogue; what stands between backticks is something to type, and is selected as a whole. */
export function Prose({ text }: { readonly text: string }) {
  const parts = text.split('`');
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          <code key={index} class="typed" dir="ltr">
            {part}
          </code>
        ) : (
          part
        ),
      )}
    </>
  );
}

/** The same sentence for where only text can stand, such as an announcement. */
export function plainProse(text: string): string {
  return text.replaceAll('`', '');
}
