/** The capybara's head, looking over an edge: decoration only. The same drawing as assets/icon.svg, without its tile. */
export function CapybaraMark() {
  return (
    <svg class="mark" viewBox="10 14 118 86" aria-hidden="true" focusable="false">
      <ellipse cx="80" cy="29" rx="10" ry="12" transform="rotate(14 80 29)" fill="#6d4526" />
      <path
        d="M14 62c0-13 8-19 22-21 10-1.5 18-6 28-9 22-6.5 50 2 60 26 5 12 6 40 4 58H40c-14-2-26-11-26-27z"
        fill="#8f5f38"
      />
      <ellipse cx="81" cy="31" rx="5" ry="6.5" transform="rotate(14 81 31)" fill="#4f3019" />
      <path d="M14 66c0-15 7-22 19-24 6 8 7 34 1 46-12-3-20-10-20-22z" fill="#6d4526" />
      <ellipse cx="23" cy="56" rx="3.5" ry="4.5" fill="#3a2312" />
      <path
        d="M18 76c8 6 18 7 28 3"
        fill="none"
        stroke="#3a2312"
        stroke-width="4"
        stroke-linecap="round"
      />
      <circle cx="63" cy="52" r="6.5" fill="#2b190c" />
      <circle cx="61" cy="49.5" r="2" fill="#fff" />
    </svg>
  );
}
