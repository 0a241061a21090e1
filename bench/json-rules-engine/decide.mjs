// Decides members' tiers and rewards by json-rules-engine, for the benchmark that starts it. Lines of JSON come in: first
// {"program":…}, then {"facts":…} of each member; {"pass":true} decides all of them once and answers how long it took, and
// {"answers":true} answers the decisions, a line each.
import { createInterface } from 'node:readline';
import { Engine } from 'json-rules-engine';

const facts = [];
let engine;

const atLeast = (fact, value) => ({ fact, operator: 'greaterThanInclusive', value });

const reaching = (level, spend, visits) => {
  const met = [];
  if (level.spend !== undefined) met.push(atLeast(spend, level.spend));
  if (level.visits !== undefined) met.push(atLeast(visits, level.visits));
  return level.require === 'all' ? { all: met } : { any: met };
};

// The facts are maxima over dates, of which each holds for a date of its own.
const check = level => {
  if (level.require === 'all' && level.spend !== undefined && level.visits !== undefined) {
    throw new Error('A level that asks for both needs facts of each date.');
  }
};

function rulesOf(program) {
  const rules = [];
  const add = (conditions, type, params) => rules.push({ conditions, event: { type, params } });
  const waits = reward => program.rewards[reward].issueAfter?.days ?? 0;
  const levels = program.tiers.levels;
  levels.forEach(check);
  for (let height = 1; height < levels.length; height++) {
    for (let lapses = 0; lapses < (program.tiers.softLanding ? height : 1); lapses++) {
      add(reaching(levels[height], `spend:${lapses}`, `visits:${lapses}`), 'tier', { height: height - lapses });
    }

    const { id, reward } = levels[height];
    if (reward !== undefined) {
      const days = waits(reward);
      const any = levels.slice(height).map(level => reaching(level, `spend:after:${days}`, `visits:after:${days}`));
      add({ any }, 'reward', { key: `tier:${id}` });
    }
  }

  for (const streak of program.streaks ?? []) {
    for (const { length, reward } of streak.milestones) {
      add({ all: [atLeast(`streak:${streak.id}:after:${waits(reward)}`, length)] }, 'reward', { key: `streak:${streak.id}:${length}` });
    }
  }

  for (const card of program.stamps ?? []) {
    add({ all: [atLeast(`stamps:after:${waits(card.reward)}`, card.every)] }, 'reward', { key: `stamp:${card.id}` });
  }

  return rules;
}

async function decide(member) {
  const { events } = await engine.run(member);
  let height = 0;
  const rewards = [];
  for (const { type, params } of events) {
    if (type === 'tier') height = Math.max(height, params.height);
    else rewards.push(params.key);
  }

  return { height, rewards };
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  if (asked.program) {
    engine = new Engine(rulesOf(asked.program));
  } else if (asked.facts) {
    facts.push(asked.facts);
  } else if (asked.pass) {
    const start = process.hrtime.bigint();
    for (const member of facts) await decide(member);
    console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - start) / 1e9 }));
  } else {
    for (const member of facts) console.log(JSON.stringify(await decide(member)));
  }
}
