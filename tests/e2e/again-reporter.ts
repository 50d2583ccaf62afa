/** Says which tests passed only when they were run again: `npm test` repeats them at its end, so that none of them is overlooked. */
import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestCase } from 'vitest/node';

/** A reporter that adds a line for each such test to the file that `COPYBARA_E2E_AGAIN` names. */
export default class AgainReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const file = process.env['COPYBARA_E2E_AGAIN'];
    if (file === undefined || test.diagnostic()?.flaky !== true) return;
    const reason = test.result().errors?.[0]?.message ?? 'no reason given';
    const where = relative(process.cwd(), test.module.moduleId);
    appendFileSync(file, `${where}: ${test.fullName}\n    ${reason.split('\n')[0] ?? ''}\n`);
  }
}
