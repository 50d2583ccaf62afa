/** A native host that says back what it hears, and what its environment names as the host's settings. */
let buffered = Buffer.alloc(0);
process.stdin.on('data', (chunk: Buffer) => {
  buffered = Buffer.concat([buffered, chunk]);
  while (buffered.length >= 4 && buffered.length >= 4 + buffered.readUInt32LE(0)) {
    const end = 4 + buffered.readUInt32LE(0);
    const heard: unknown = JSON.parse(buffered.toString('utf8', 4, end));
    buffered = buffered.subarray(end);
    const config = process.env['COPYBARA_HOST_CONFIG'];
    const reply = Buffer.from(JSON.stringify({ heard, config, args: process.argv.slice(2) }));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(reply.length);
    process.stdout.write(Buffer.concat([length, reply]));
  }
});
process.stdin.on('end', () => process.exit(0));
