/** What a person can do with chat and files, in whichever call the window has at the time. */
import type { CallRun } from './call-run.browser.ts';
import type { ChatRun } from './chat-run.browser.ts';
import type { FilesActions } from './files.ts';

/** Does it in the chat of the present call. */
export function chatActionsOf(run: () => CallRun): ChatRun['actions'] {
  const actions = (): ChatRun['actions'] => run().chat.actions;
  return {
    type: (draft) => actions().type(draft),
    send: () => actions().send(),
    seen: () => actions().seen(),
  };
}

/** Does it with the files of the present call. */
export function filesActionsOf(run: () => CallRun): FilesActions {
  const actions = (): FilesActions => run().files.actions;
  return {
    offer: (files) => actions().offer(files),
    accept: (id) => actions().accept(id),
    decline: (id) => actions().decline(id),
    pause: (transfer, on) => actions().pause(transfer, on),
    cancel: (transfer) => actions().cancel(transfer),
    save: (id) => actions().save(id),
    remove: (transfer) => actions().remove(transfer),
  };
}
