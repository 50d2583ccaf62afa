import { type ChildProcess, spawn } from 'node:child_process';

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
/** How long a question that follows another one closely waits for company, in milliseconds. */
const COMPANY = 2;

/** A question is two ports, an answer a user id. */
const RECORD = 4;
/** No user's id (chown(2)): the kernel knows no such connection. */
const NOBODY = 0xffffffff;

const SCRIPT = String.raw`
  socket(my $kernel, 16, 3, 4) or exit 1;      # AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG
  my $loopback = pack 'C4 x12', 127, 0, 0, 1;
  my $held = '';
  while (sysread STDIN, $held, 65536, length $held) {
    my $answers = '';
    while (length $held >= 4) {
      my $question = pack('C C x2 L', 2, 6, 0xffffffff)           # AF_INET, TCP, in any state
        . substr($held, 0, 4, '') . $loopback . $loopback . pack('L3', 0, 0xffffffff, 0xffffffff);
      my $header = pack 'L S S L L', 16 + length $question, 20, 1, 0, 0;  # SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST
      defined syswrite $kernel, $header . $question or exit 1;
      defined sysread $kernel, my $answer, 8192 or exit 1;
      my $found = length $answer >= 84 && unpack('x4 S', $answer) == 20;
      $answers .= pack 'N', $found ? unpack('x80 L', $answer) : 0xffffffff;  # inet_diag_msg.idiag_uid
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
  /** What was asked and is not sent yet: the two ports as one number. */
  let asked: number[] = [];
  /** How many of the questions that were sent have no answer yet. */
  let out = 0;
  /** The bytes of an answer that is not whole. */
  let held: Buffer = Buffer.alloc(0);
  /** To be sent as soon as nothing is out. */
  let hurried = false;
  let sentAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let late: NodeJS.Timeout | undefined;
  const child = startPerl();

  const end = (): void => {
    gone = true;
    clearTimeout(timer);
    clearTimeout(late);
    child?.kill('SIGKILL');
    for (const answer of waiting.splice(0)) answer(undefined);
  };
  const send = (): void => {
    clearTimeout(timer);
    timer = undefined;
    hurried = out > 0;
    if (gone || hurried || asked.length === 0) return;
    out = asked.length;
    sentAt = performance.now();
    late = setTimeout(end, ANSWER_TIMEOUT);
    const questions = Buffer.allocUnsafe(out * RECORD);
    for (const [index, ports] of asked.entries()) questions.writeUInt32BE(ports, index * RECORD);
    child?.stdin?.write(questions);
    asked = [];
  };
  if (!child?.stdin) gone = true;
  child?.on('error', end);
  child?.on('exit', end);
  child?.stdin?.on('error', end);
  child?.stdout?.on('data', (chunk: Buffer) => {
    const answers = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    const whole = answers.length - (answers.length % RECORD);
    for (let at = 0; at < whole; at += RECORD) {
      const owner = answers.readUInt32BE(at);
      waiting.shift()?.(owner === NOBODY ? undefined : owner);
    }
    held = answers.subarray(whole);
    out -= whole / RECORD;
    if (out > 0) return;
    clearTimeout(late);
    if (hurried) send();
  });

  return {
    owner(clientPort, proxyPort) {
      if (gone) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        waiting.push(resolve);
        if (asked.length === 0) {
          if (performance.now() - sentAt < COMPANY) timer = setTimeout(send, COMPANY);
          else setImmediate(send);
        }
        asked.push(clientPort * 0x10000 + proxyPort);
      });
    },
    hurry: send,
    close: end,
  };
}

/** Where this process may open no more files or has no more memory, there are no streams, or nothing is started at all. */
function startPerl(): ChildProcess | undefined {
  try {
    return spawn(PERL, ['-e', SCRIPT], { stdio: ['pipe', 'pipe', 'ignore'], env: {} });
  } catch {
    return undefined;
  }
}
