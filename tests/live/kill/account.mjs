/*
 * Holds the database to what was acknowledged: every act and every import
 * that was answered with its number is there as it was asked for, every other
 * one is there whole or not at all, and nothing is there that nobody asked for.
 */
import assert from 'node:assert/strict';
import { DONE, REFUSED, UNKNOWN } from './clients.mjs';

/* What the database holds since an entry of the journal: entries, and the rows each made or ended. */
function readBack(database, since) {
  const entries = new Map(), made = new Map();
  const note = (number, kind, row) => made.set(number, [...(made.get(number) ?? []), { kind, ...row }]);
  const read = (kind, columns) => {
    for (const row of database.rows(`select made, ${columns} from ${kind} where made > ${since} order by id, since`))
      note(row.made, kind, row);
  };

  for (const row of database.rows(`select number, action, subject, facts from journal where number > ${since} order by number`))
    entries.set(row.number, { ...row, facts: JSON.parse(row.facts) });
  read('unit', 'id, ended, name, staff, address');
  read('affiliation', 'id, ended, unit, superior');
  read('pledge', 'id, ended, unit, document');
  return { entries, rowsOf: (number, kind) => (made.get(number) ?? []).filter((row) => row.kind === kind),
    numbers: [...made.keys()] };
}

/* Each kind of act: how its entry is known, and what must stand behind the entry. */
const kinds = {
  'add-unit': {
    of: (act, entry) => entry.facts.fields?.name?.new === act.name,
    whole: (act, entry, state, world) => {
      const [unit, ...more] = state.rowsOf(entry.number, 'unit');
      const [edge, ...others] = state.rowsOf(entry.number, 'affiliation');

      assert.deepEqual([unit.name, unit.staff, more.length], [act.name, act.staff, 0]);
      assert.deepEqual([edge.unit, edge.superior, others.length], [unit.id, world.superior, 0]);
      assert.equal(entry.subject, unit.id);
      if (act.ids) assert.ok(act.ids.includes(unit.id));
    },
  },
  'change-unit': {
    of: (act, entry) => entry.subject === act.unit.id && entry.facts.fields?.address?.new === act.address,
    whole: (act, entry, state) => {
      const rows = state.rowsOf(entry.number, 'unit');

      assert.ok(rows.some((row) => row.id === act.unit.id && row.address === act.address && row.staff === act.staff));
    },
  },
  'add-pledge': {
    of: (act, entry) => entry.facts.fields?.document?.new === act.document,
    whole: (act, entry, state) => {
      const [pledge, ...more] = state.rowsOf(entry.number, 'pledge');

      assert.deepEqual([pledge.unit, pledge.document, more.length], [act.unit.id, act.document, 0]);
    },
  },
  undo: {
    of: (act, entry) => entry.facts.batch === act.batch,
    whole: () => {},
  },
};

/* The numbers of entries whose rows were taken back. */
function undone(acts, imports, found) {
  return new Set([...acts, ...imports].filter((act) => act.action === 'undo' && found.has(act)).map((act) => act.batch));
}

function explain(act) {
  return `${act.action} ${JSON.stringify(act.fields ?? {})}: ${act.outcome}, ${act.answer ?? 'no answer'}`;
}

/* Finds the entry of each act; each entry belongs to one act, and first to whom it was acknowledged. */
function match(state, acts) {
  const free = new Map();
  const found = new Map();

  for (const entry of state.entries.values())
    free.set(entry.action, [...(free.get(entry.action) ?? []), entry]);
  for (const act of [...acts.filter(({ outcome }) => outcome === DONE), ...acts.filter(({ outcome }) => outcome !== DONE)]) {
    const candidates = free.get(act.action) ?? [];
    const at = candidates.findIndex((entry) =>
      (act.outcome === DONE ? entry.number === act.journal : true) && kinds[act.action].of(act, entry));

    if (at < 0) continue;
    found.set(act, candidates[at]);
    candidates.splice(at, 1);
  }
  return { found, left: [...free.values()].flat() };
}

/* Imports are known by the hash of their file; what they made are units of a name of their own. */
function checkImports(state, imports, takenBack, left) {
  let present = 0;

  for (const book of imports.filter((act) => act.action === 'import')) {
    const entry = left.find((one) => one.action === 'import' && one.facts.sha256 === book.hash);

    if (book.outcome === DONE) assert.equal(entry?.number, book.journal, `the import ${book.journal} is lost`);
    if (!entry) continue;
    left.splice(left.indexOf(entry), 1);
    present++;
    const units = new Set(state.rowsOf(entry.number, 'unit').map((row) => row.id));
    assert.equal(units.size, takenBack.has(entry.number) ? 0 : book.units, `the batch ${entry.number} is there by half`);
  }
  return present;
}

/*
 * Accounts for all that was asked since entry `since`.  Returns how many acts
 * there were, how many of them were acknowledged, and how many were written
 * without an answer having come back.
 */
export function account(world, since) {
  const state = readBack(world.database, since);
  const { found, left } = match(state, world.acts);
  const takenBack = undone(world.acts, world.imports, found);
  const counts = { acts: world.acts.length, acknowledged: 0, silent: 0, imports: 0 };

  for (const act of world.acts) {
    const entry = found.get(act);

    if (act.outcome === DONE) assert.ok(entry, `lost: ${act.journal} ${explain(act)}`);
    if (act.outcome === REFUSED) assert.ok(!entry, `refused, and yet written: ${explain(act)}`);
    counts.acknowledged += act.outcome === DONE;
    counts.silent += act.outcome === UNKNOWN && entry !== undefined;
    if (entry && takenBack.has(entry.number)) assert.equal(state.rowsOf(entry.number, 'unit').length, 0, explain(act));
    else if (entry) kinds[act.action].whole(act, entry, state, world);
  }
  counts.imports = checkImports(state, world.imports, takenBack, left);
  assert.deepEqual(left.map((entry) => entry.action), [], 'entries that nobody asked for');
  for (const number of state.numbers) assert.ok(state.entries.has(number), `rows of ${number}, which is no entry`);
  return counts;
}
