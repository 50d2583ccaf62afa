/** English: why a text that was opened or pasted leads to no call, and why a link got no window. */
export const enLinks = {
  'link-refused.newer-version.what': 'This link was made by a newer Copybara.',
  'link-refused.newer-version.next': 'Update Copybara, then open the link again.',
  'link-refused.malformed.what': 'This call link is damaged or cut short.',
  'link-refused.malformed.next': 'Copy it again, whole, or ask for a new one.',
  'link-refused.not-a-call-link.what': 'There is no call link in this text.',
  'link-refused.not-a-call-link.next':
    'A call link holds a `#` and many letters after it. Copy all of it.',
  'link-refused.several-links.what': 'There are several call links in this text.',
  'link-refused.several-links.next': 'Paste only one of them: the newest.',
  'link-refused.too-long.what': 'This text is too long to hold a call link.',
  'link-refused.too-long.next': 'Paste the link alone.',
  'link-refused.blocked.what': 'This link is from somebody you have blocked.',
  'link-refused.blocked.next':
    'To take the call, unblock the name under People, then open the link again.',

  'notice.links-unopened.what': {
    one: '{count} call link wasn’t opened, since too many came at once.',
    other: '{count} call links weren’t opened, since too many came at once.',
  },
  'notice.links-unopened.next':
    'Answer or close the call windows that wait for you, then paste your link into Copybara’s toolbar window, or open it again. If you opened none, a web page did.',
} as const;
