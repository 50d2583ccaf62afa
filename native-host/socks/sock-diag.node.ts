import { spawn } from 'node:child_process';

/**
 * Asks the Linux kernel for the owner of one TCP connection, by its exact ports (sock_diag(7), `inet_diag_req_v2`). Node
 * can't open a netlink socket, and /proc/net/tcp takes milliseconds a reading because the kernel walks its whole table for
 * it; an exact question takes microseconds. So a few lines of Perl, which every Debian and nearly every desktop has, ask
 * for us; where there is no Perl, the table stays.
 */
export interface SockDiag {
  /** The owner of the client's end of a connection between two ports of 127.0.0.1; `undefined` when the kernel did not say. */
  readonly owner: (clientPort: number, proxyPort: number) => Promise<number | undefined>;
  /** Somebody needs an answer now: what was asked waits no longer for company. */
  readonly hurry: () => void;
  readonly close: () => void;
}

const PERL = '/usr/bin/perl';
const ANSWER_TIMEOUT = 1_000;
/** How long a question that follows another one closely waits for company. */
const COMPANY = 2;

// One line "client-port proxy-port" in, one line out: the user id, or "-" when the kernel knows no such connection.
const SCRIPT = String.raw`
  socket(my $kernel, 16, 3, 4) or exit 1;      # AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG
  my $loopback = pack 'C4 x12', 127, 0, 0, 1;
  my $held = '';
  while (sysread STDIN, $held, 65536, length $held) {
    my $answers = '';
    while ($held =~ s/^(\d+) (\d+)\n//) {
      my $question = pack('C C x2 L', 2, 6, 0xffffffff)           # AF_INET, TCP, in any state
        . pack('n n', $1, $2) . $loopback . $loopback . pack('L3', 0, 0xffffffff, 0xffffffff);
      my $header = pack 'L S S L L', 16 + length $question, 20, 1, 0, 0;  # SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST
      defined syswrite $kernel, $header . $question or exit 1;
      defined sysread $kernel, my $answer, 8192 or exit 1;
      my $found = length $answer >= 84 && unpack('x4 S', $answer) == 20;
      $answers .= ($found ? unpack('x80 L', $answer) : '-') . "\n";        # inet_diag_msg.idiag_uid
    }
    defined syswrite STDOUT, $answers or exit 1;
  }
`;

/**
 * Starts the process that asks; `undefined` from `owner` once it is gone. It ends with this one. Each piece sent to it wakes two
 * processes up, which costs more than the question itself. So only one piece at a time is out, and it holds all that was
 * asked since the one before.
 */
export function startSockDiag(): SockDiag {
  const waiting: ((owner: number | undefined) => void)[] = [];
  let gone = false;
  let line = '';
  /** What is not sent yet. */
  let asked = '';
  /** How many of the questions that were sent have no answer yet. */
  let out = 0;
  /** To be sent as soon as nothing is out. */
  let hurried = false;
  let sentAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  const child = spawn(PERL, ['-e', SCRIPT], { stdio: ['pipe', 'pipe', 'ignore'], env: {} });

  const end = (): void => {
    gone = true;
    clearTimeout(timer);
    child.kill('SIGKILL');
    for (const answer of waiting.splice(0)) answer(undefined);
  };
  const send = (): void => {
    clearTimeout(timer);
    timer = undefined;
    hurried = out > 0;
    if (gone || hurried || asked === '') return;
    out = waiting.length;
    sentAt = performance.now();
    child.stdin.write(asked, 'latin1');
    asked = '';
  };
  child.on('error', end);
  child.on('exit', end);
  child.stdin.on('error', end);
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (line + chunk.toString('latin1')).split('\n');
    line = lines.pop() ?? '';
    for (const text of lines) {
      waiting.shift()?.(/^\d{1,10}$/.test(text) ? Number(text) : undefined);
    }
    out -= lines.length;
    if (out === 0 && hurried) send();
  });

  return {
    owner(clientPort, proxyPort) {
      if (gone) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        const late = setTimeout(end, ANSWER_TIMEOUT);
        waiting.push((owner) => {
          clearTimeout(late);
          resolve(owner);
        });
        if (timer === undefined && asked === '') {
          if (performance.now() - sentAt < COMPANY) timer = setTimeout(send, COMPANY);
          else setImmediate(send);
        }
        asked += `${clientPort} ${proxyPort}\n`;
      });
    },
    hurry: send,
    close: end,
  };
}
