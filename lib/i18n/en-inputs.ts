/** English: why a text that a person typed is no address, and how to write one. */
export const enInputs = {
  'input.empty': 'Type a name, such as alice.azero.',
  'input.not-ours': 'Names end in .azero, .a0 or .tzero, as in alice.azero.',
  'input.empty-label': 'Something is missing between the dots, or before the ending.',
  'input.too-long': 'This is longer than a name can be: 32 characters before the ending.',
  'input.subdomain':
    'Leave out what stands before the name: write alice.azero, not www.alice.azero.',
  'input.bad-character':
    'Names have only the letters a to z, digits and hyphens; “{character}” isn’t one of them.',
  'input.bad-hyphen': 'A name can’t begin or end with a hyphen.',
  'input.punycode': 'Names that begin with xn-- don’t exist here.',
  'input.other-script':
    'The letter “{character}” comes from another script ({script}) and only looks like a plain one. Type it anew.',
  'input.disguised-character':
    'The character “{character}” only looks like a plain letter, digit or dot. Type it anew.',
  'input.invisible-character':
    'There is a character in it that can’t be seen ({codePoint}). Type it anew instead of pasting.',
  'input.malformed-url': 'This can’t be read as an address. Write it like alice.azero/page.',
  'input.url-too-long': 'This address is too long.',
  'input.scheme-not-http': 'Copybara opens only http and https addresses, not {scheme}.',
  'input.user-info': 'Leave out what stands before the @: it can make one site look like another.',
  'input.bad-port': 'The port has to be a number from 1 to 65535, as in alice.azero:8080.',
} as const;
