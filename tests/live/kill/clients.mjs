/*
 * Clients that change things through the API as fast as they are answered,
 * and keep a record of what they asked and what was acknowledged.
 */
import { Agent, request } from 'node:http';

export const UNKNOWN = 'unknown', DONE = 'acknowledged', REFUSED = 'refused';

/* A seeded generator, so that a run can be told apart from another. */
export function dice(seed) {
  let state = seed >>> 0;

  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

/* A connection of one's own, kept open as long as it goes. */
export const line = () => new Agent({ keepAlive: true, maxSockets: 1 });

/* One request: {status, text}; fails where the connection does. */
export function ask(agent, origin, method, path, headers = {}, body = undefined) {
  return new Promise((answered, failed) => {
    const call = request(origin + path, { agent, method, headers }, (response) => {
      const parts = [];

      response.on('data', (part) => parts.push(part));
      response.on('error', failed);
      response.on('aborted', () => failed(new Error('cut off')));
      response.on('end', () => (response.complete
        ? answered({ status: response.statusCode, text: Buffer.concat(parts).toString(), headers: response.headers })
        : failed(new Error('cut off'))));
    });

    call.on('error', failed);
    call.end(body);
  });
}

/* What a client sets out to do: an action and its fields, and what of it must be found again. */
function nextAct(client, world) {
  const { roll, mine } = client, number = ++world.numbers, choice = mine.length ? roll(10) : 0;
  const unit = mine.length ? mine[roll(mine.length)] : null;

  if (choice < 5) {
    return { action: 'add-unit', name: `甲${world.seed}之${number}`, staff: number % 1000000,
      fields: { name: `甲${world.seed}之${number}`, category: '5', registration_level: 'street', region: '110105',
        staff: number % 1000000, since: '2025-01-01', superior: String(world.superior) } };
  }
  if (choice < 8) {
    return { action: 'change-unit', unit, address: `住址${number}`,
      fields: { id: unit.id, address: `住址${number}`, staff: number % 1000000 }, staff: number % 1000000 };
  }
  if (choice < 9 && !unit.pledged) {
    return { action: 'add-pledge', unit, document: `承${number}号`,
      fields: { unit: unit.id, since: '2025-02-01', document: `承${number}号` } };
  }
  return { action: 'undo', unit, batch: unit.journal, fields: { batch: unit.journal } };
}

/* What the answer means for the client's own units; one whose state is not known is left alone. */
function learn(client, act) {
  const at = client.mine.indexOf(act.unit);

  if (act.outcome === DONE && act.action === 'add-unit') client.mine.push({ id: act.ids[0], journal: act.journal });
  else if (act.outcome === DONE && act.action === 'add-pledge') act.unit.pledged = true;
  else if ((act.outcome === DONE && act.action === 'undo') || (act.outcome === UNKNOWN && at >= 0)) client.mine.splice(at, 1);
  if (client.mine.length > 40) client.mine.shift();
}

/* A failure that says nothing was written is held to its word; only this one leaves it open. */
function outcomeOf(answer) {
  if (answer.status === 200) return DONE;
  return answer.status === 503 && /not known/.test(answer.text) ? UNKNOWN : REFUSED;
}

export async function actOnce(client, world) {
  const act = nextAct(client, world);

  act.outcome = UNKNOWN;
  world.acts.push(act);
  try {
    const answer = await ask(client.agent, world.origin, 'POST', `/api/v1/actions/${act.action}`,
      { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' }, JSON.stringify(act.fields));

    act.outcome = outcomeOf(answer);
    act.answer = `${answer.status} ${answer.text}`;
    if (act.outcome === DONE) ({ journal: act.journal, ids: act.ids } = JSON.parse(answer.text));
    if (answer.status >= 500) world.troubles.add(act.answer);
    return answer.status < 500;
  } catch {
    return false; /* the server is gone, and whether it acted is not known */
  } finally {
    learn(client, act);
  }
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/* Acts until world.loading is false.  Resolves when the last request has its answer or its end. */
export async function runClient(client, world) {
  while (world.loading) if (!(await actOnce(client, world))) await pause(20);
}

/* --- a clerk at the pages, who imports ------------------------------------------------- */

const hidden = (page, name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1];

function multipart(fields, file) {
  const edge = 'a-boundary-of-this-test';
  const parts = Object.entries(fields).map(([name, value]) =>
    `--${edge}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);

  return { type: `multipart/form-data; boundary=${edge}`, body: Buffer.concat([Buffer.from(`${parts.join('')}--${edge}\r\n` +
    'Content-Disposition: form-data; name="file"; filename="book.xlsx"\r\nContent-Type: application/octet-stream\r\n\r\n'),
  file, Buffer.from(`\r\n--${edge}--\r\n`)]) };
}

/* Somebody at the pages: get(path) and post(path, fields, file), with cookies and the form's csrf. */
export function browser(world) {
  const jar = new Map(), agent = new Agent({ keepAlive: false });
  let csrf = '';

  async function visit(method, path, headers, body) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await ask(agent, world.origin, method, path, { cookie, ...headers }, body);

    for (const line of answer.headers['set-cookie'] ?? []) jar.set(...line.split(';')[0].split('='));
    csrf = hidden(answer.text, 'csrf') ?? csrf;
    return answer;
  }

  return {
    cookie: (name) => jar.get(name),
    get: (path) => visit('GET', path, {}),
    post: (path, fields, file = null) => {
      const { type, body } = file ? multipart({ ...fields, csrf }, file)
        : { type: 'application/x-www-form-urlencoded', body: new URLSearchParams({ ...fields, csrf }).toString() };

      return visit('POST', path, { origin: world.origin, 'content-type': type, 'content-length': Buffer.byteLength(body) }, body);
    },
  };
}

export async function signIn(world, account, password) {
  const clerk = browser(world);

  await clerk.get('/login');
  const { status, text } = await clerk.post('/login', { account, password });
  if (status !== 303) throw new Error(`signing in: ${status} ${text.slice(0, 400)}`);
  return clerk;
}

/* Previews a book and imports it; the batch number where the page acknowledged it, else null. */
export async function importByPage(clerk, book) {
  await clerk.get('/import');
  const preview = await clerk.post('/import', {}, book);
  const batch = hidden(preview.text, 'batch');

  if (!batch) throw new Error(`no preview: ${preview.status}`);
  const { status } = await clerk.post('/import', { batch, do: 'import' });
  const done = /^import\.(\d+)$/.exec(status === 303 ? clerk.cookie('flash') : '');
  return done ? Number(done[1]) : null;
}
