// Plays all cases of a server of test cases with an echo_client.mjs, side by side.
//
// Usage: loop.mjs CLIENT URL COUNT
//
// For each case, URL/runCase?case=N, CLIENT is a module that is loaded anew; what
// it imports is loaded once.
import { pathToFileURL } from 'node:url';

const [client, url, count] = process.argv.slice(2);
const program = pathToFileURL(client);

for (let number = 1; number <= count; ++number) {
  process.argv[2] = `${url}/runCase?case=${number}`;
  await import(`${program}?case=${number}`);
}
