import { type ChildProcess, spawn } from 'node:child_process';

const PERL = '/usr/bin/perl';

/** Says `.` for what the kernel tells of its network (rtnetlink(7)), at most two hundred times a second; ends with this process. */
const SCRIPT = String.raw`
  socket(my $kernel, 16, 3, 0) or exit 1;                   # AF_NETLINK, SOCK_RAW, NETLINK_ROUTE
  bind($kernel, pack 'S x2 L L', 16, 0, 0xd1) or exit 1;    # RTMGRP_LINK, _IPV4_IFADDR, _IPV4_ROUTE, _IPV4_RULE
  defined syswrite STDOUT, '.' or exit 1;                   # what changed before is told by nobody
  for (;;) {
    my $ready = '';
    vec($ready, fileno STDIN, 1) = 1;
    vec($ready, fileno $kernel, 1) = 1;
    select($ready, undef, undef, undef) > 0 or next;
    exit if vec $ready, fileno STDIN, 1;
    defined sysread $kernel, my $told, 65536 or $! == 105 or exit 1;  # ENOBUFS: more changed than could be told
    defined syswrite STDOUT, '.' or exit 1;
    select undef, undef, undef, 0.005;
  }
`;

/** How long after its end it is started again, in milliseconds: twice as long each time, and from the begin once it has stayed. */
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 60_000;
const STAYED = 30_000;

/**
 * Calls `onChange` when interfaces, IPv4 addresses, routes or rules of this machine have changed, until what it gives is called.
 * Node can't open a netlink socket, so a few lines of Perl listen for us; where they end they are started again, and say so as a
 * change. Elsewhere than on Linux, and where there is no Perl, nothing is said.
 */
export function watchNetwork(onChange: () => void): () => void {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pause = FIRST_PAUSE;
  let ended = false;

  function start(): void {
    const started = performance.now();
    let isOver = false;
    const again = (): void => {
      if (isOver || ended) return;
      isOver = true;
      if (performance.now() - started >= STAYED) pause = FIRST_PAUSE;
      timer = setTimeout(start, pause).unref();
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    };
    child = startPerl();
    if (!child) return again();
    child.on('error', (error) => {
      if (!('code' in error) || error.code !== 'ENOENT') again();
    });
    child.on('exit', again);
    child.stdin?.on('error', () => undefined);
    child.stdout?.on('data', onChange);
  }

  if (process.platform === 'linux') start();
  return () => {
    ended = true;
    clearTimeout(timer);
    child?.stdout?.off('data', onChange);
    child?.kill('SIGKILL');
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
