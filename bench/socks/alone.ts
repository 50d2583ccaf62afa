/** The benchmark as a process, for a network of its own: prints its results as JSON. */
import { inThisNetwork } from './benchmark.ts';

process.stdout.write(JSON.stringify(await inThisNetwork()));
