import { describe, expect, it } from 'vitest';
import * as shared from '../../lib/protocol/limits.ts';
import * as own from '../../native-host/limits.ts';

describe('the limits', () => {
  it('are whole positive numbers', () => {
    const all = Object.entries({ ...shared, ...own });
    expect(all.length).toBeGreaterThan(25);
    for (const [name, value] of all) expect(value > 0 && Number.isInteger(value), name).toBe(true);
  });

  it('let every answer of the host arrive before its asker gives up', () => {
    expect(own.HANDLER_DEADLINE).toBeLessThan(shared.HOST_REQUEST_DEADLINE);
    expect(own.PROBE_TIMEOUT).toBeLessThan(own.HANDLER_DEADLINE);
    expect(own.MCC_TIMEOUT).toBeLessThan(own.HANDLER_DEADLINE);
    expect(own.SYSTEM_TIMEOUT).toBeLessThan(own.HANDLER_DEADLINE);
  });

  it('let the chain be read while a connection waits for its route', () => {
    expect(shared.CHAIN_REQUEST_TIMEOUT).toBeLessThan(shared.ROUTE_WAIT);
    expect(shared.CHAIN_HEDGE_DELAY).toBeLessThan(shared.CHAIN_REQUEST_TIMEOUT);
  });

  it('believe an address for ten seconds at most, and a stale record longer than a fresh one', () => {
    expect(shared.ADDRESS_TTL).toBeLessThanOrEqual(10_000);
    expect(shared.RECORD_FRESH).toBeLessThan(shared.RECORD_STALE);
  });

  it('stay within what browsers take', () => {
    expect(shared.MAX_MESSAGE_FROM_HOST).toBeLessThanOrEqual(1024 * 1024);
    // A PAC file is handed on inside one message, as JSON.
    expect(own.MAX_PAC_BYTES).toBeLessThanOrEqual(shared.MAX_MESSAGE_FROM_HOST);
  });
});
