/** English: one's own name, in the toolbar window, the settings and on the first page. */
export const enMyName = {
  'popup.my-name.unset': 'Tell Copybara your own name, and it checks that it leads to this node.',
  'popup.my-name.checking': 'Checking whether it leads to this node',
  'popup.my-name.matches': 'Leads to this node',
  'popup.my-name.differs': 'Leads to another node',
  'popup.my-name.differs.next':
    'If this is your node, set the record `staex-id` at azero.id to the id of this node.',
  'popup.my-name.record': 'On the chain',
  'popup.my-name.own': 'This node',
  'popup.my-name.failed': 'Couldn’t be checked',
  'popup.my-name.edit': 'Change',
  'popup.my-name.set': 'Set',
  'popup.my-name.save': 'Save',
} as const;
