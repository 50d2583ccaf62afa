import type { enLiveCalls } from './en-live-calls.ts';
import type { Translation } from './translate.ts';

/** Arabic: how far a call is, for the toolbar button and its window. `{name}`: the other side. */
export const arLiveCalls = {
  'live.dialling': 'تحضير مكالمة مع {name}',
  'live.waiting': 'بانتظار {name}',
  'live.ringing': 'مكالمة واردة من {name}',
  'live.connecting': 'جارٍ الاتصال مع {name}',
  'live.proving': 'جارٍ الاتصال مع {name}',
  'live.in-call': 'في مكالمة مع {name}',
  'live.reconnecting': 'إعادة الاتصال مع {name}',
} satisfies Translation<typeof enLiveCalls>;
