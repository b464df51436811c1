import { benchList } from './list.ts';
import { benchPasswordHashing } from './password-hashing.ts';
import { benchRead } from './read.ts';
import { withServers } from './servers.ts';
import { benchSignIn } from './sign-in.ts';
import { benchTopology } from './topology.ts';
import { benchWrite } from './write.ts';

/** In this order, for those further down leave rows behind that would slow down those above. */
const BENCHES = [benchRead, benchList, benchWrite, benchSignIn, benchPasswordHashing, benchTopology];

/** The API's hot paths against bare handlers on the same PostgreSQL; the table grows as the answers come. */
export async function benchApi(print: (text: string) => void): Promise<void> {
  await withServers(async (servers) => {
    for (const bench of BENCHES) print(await bench(servers));
  });
}
