/**
 * Whether the browser's error of a navigation means that the way to the node broke, so that our
 * page can say more than the browser's: Chromium's `net::ERR_*` and Firefox's `NS_ERROR_*` words
 * for proxies and connections. Certificate errors, aborted loads and the like stay the browser's.
 */
export function isBrokenWay(error: string): boolean {
  return (
    /PROXY|SOCKS|TUNNEL/.test(error) ||
    /^net::ERR_(?:CONNECTION_(?:RESET|CLOSED|REFUSED|TIMED_OUT|FAILED|ABORTED)|EMPTY_RESPONSE|TIMED_OUT|ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED|NETWORK_CHANGED)$/.test(
      error,
    ) ||
    /^NS_ERROR_(?:NET_(?:RESET|TIMEOUT|INTERRUPT|EMPTY_RESPONSE)|CONNECTION_REFUSED|UNKNOWN_HOST|OFFLINE)$/.test(
      error,
    )
  );
}
