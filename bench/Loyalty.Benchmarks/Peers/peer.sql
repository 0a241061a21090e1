-- A loyalty ledger as one would write it by hand in PostgreSQL, with the project's rules as far as the Online Retail sample uses
-- them: one version of the program, one zone, a rolling window, streaks by week or month, cards that count visits. Not here, because the
-- sample has none of it: lines and categories, stores with a clock of their own, closures that fill a whole week or month, rewardsSince,
-- versions, limits a month, redemptions.

CREATE TABLE program (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  zone text NOT NULL,
  day_start time NOT NULL,
  min_spend bigint NOT NULL,
  window_months int NOT NULL,
  keep_months int NOT NULL,
  soft_landing boolean NOT NULL
);
CREATE TABLE terms (id text PRIMARY KEY, valid_for int NOT NULL, issue_after int NOT NULL);
CREATE TABLE level (
  place int PRIMARY KEY, id text NOT NULL UNIQUE, spend bigint, visits int, require_all boolean NOT NULL,
  terms text REFERENCES terms, repeat_months int
);
CREATE TABLE streak (
  id text PRIMARY KEY, period text NOT NULL CHECK (period IN ('week', 'month')), visits int NOT NULL, freezes int NOT NULL
);
CREATE TABLE milestone (
  streak text NOT NULL REFERENCES streak, length int NOT NULL, repeats boolean NOT NULL, terms text NOT NULL REFERENCES terms,
  PRIMARY KEY (streak, length)
);
CREATE TABLE card (id text PRIMARY KEY, every int NOT NULL, terms text NOT NULL REFERENCES terms);

CREATE TABLE member (
  id text COLLATE "C" PRIMARY KEY,
  tier int NOT NULL DEFAULT 0,
  tier_until date,
  spend bigint NOT NULL DEFAULT 0,
  visits int NOT NULL DEFAULT 0,
  lifetime_spend bigint NOT NULL DEFAULT 0,
  lifetime_visits int NOT NULL DEFAULT 0,
  evaluated_on date
) WITH (fillfactor = 80);
-- What a till told, of a purchase with what is left of it. Nothing is taken out.
CREATE TABLE event (
  member text COLLATE "C" NOT NULL REFERENCES member,
  id text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('purchase', 'refund', 'void')),
  purchase text COLLATE "C",
  store text NOT NULL,
  at timestamptz NOT NULL,
  amount bigint NOT NULL,
  discount bigint NOT NULL,
  date date,
  amount_left bigint,
  stands boolean,
  PRIMARY KEY (member, id),
  CHECK ((kind = 'purchase') = (purchase IS NULL)),
  CHECK ((kind = 'purchase') = (date IS NOT NULL))
) WITH (fillfactor = 90);
CREATE INDEX event_taking ON event (member, purchase) WHERE purchase IS NOT NULL;
-- The standing purchases of a date.
CREATE TABLE member_day (
  member text COLLATE "C" NOT NULL REFERENCES member,
  date date NOT NULL,
  purchases int NOT NULL,
  spend bigint NOT NULL,
  discount bigint NOT NULL,
  PRIMARY KEY (member, date)
) WITH (fillfactor = 90);
CREATE TABLE member_streak (
  member text COLLATE "C" NOT NULL REFERENCES member,
  streak text NOT NULL REFERENCES streak,
  current int NOT NULL,
  best int NOT NULL,
  PRIMARY KEY (member, streak)
) WITH (fillfactor = 80);
CREATE TABLE member_card (
  member text COLLATE "C" NOT NULL REFERENCES member,
  card text NOT NULL REFERENCES card,
  stamps int NOT NULL,
  PRIMARY KEY (member, card)
) WITH (fillfactor = 80);
CREATE TABLE reward (
  member text COLLATE "C" NOT NULL REFERENCES member,
  key text COLLATE "C" NOT NULL,
  number int NOT NULL,
  terms text NOT NULL REFERENCES terms,
  code uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'redeemed', 'revoked')),
  issued_on date NOT NULL,
  expires_on date NOT NULL,
  PRIMARY KEY (member, key, number)
);

-- Takes the program over from its document.
CREATE FUNCTION load_program(document jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO program (zone, day_start, min_spend, window_months, keep_months, soft_landing) SELECT
    document->>'zone',
    coalesce(document->>'dayStart', '00:00')::time,
    coalesce((document#>>'{visit,minSpend}')::bigint, 1),
    (document#>>'{tiers,window,months}')::int,
    (document#>>'{tiers,keep,months}')::int,
    coalesce((document#>>'{tiers,softLanding}')::boolean, false);
  INSERT INTO terms SELECT key, (value#>>'{validFor,days}')::int, coalesce((value#>>'{issueAfter,days}')::int, 0)
    FROM jsonb_each(document->'rewards');
  INSERT INTO level SELECT
    place - 1, value->>'id', (value->>'spend')::bigint, (value->>'visits')::int, coalesce(value->>'require', 'any') = 'all',
    value->>'reward', (value#>>'{repeat,months}')::int
    FROM jsonb_array_elements(document#>'{tiers,levels}') WITH ORDINALITY AS listed (value, place);
  INSERT INTO streak SELECT
    value->>'id', value->>'period', coalesce((value->>'visits')::int, 1), coalesce((value->>'freezes')::int, 0)
    FROM jsonb_array_elements(document->'streaks');
  INSERT INTO milestone SELECT
    streak.value->>'id', (listed.value->>'length')::int, coalesce((listed.value->>'repeat')::boolean, true), listed.value->>'reward'
    FROM jsonb_array_elements(document->'streaks') AS streak, jsonb_array_elements(streak.value->'milestones') AS listed;
  INSERT INTO card SELECT value->>'id', (value->>'every')::int, value->>'reward'
    FROM jsonb_array_elements(document->'stamps');
$$;

-- Weeks begin on Monday, as 2001-01-01 did.
CREATE FUNCTION period_of(day date, period text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE period
    WHEN 'week' THEN floor((day - date '2001-01-01') / 7.0)::int
    ELSE (extract(year FROM day) * 12 + extract(month FROM day))::int
  END
$$;

-- Rewards issued follow what is entitled, by key; the newest open ones are taken back where a refund took their ground.
CREATE FUNCTION issue(who text, keys text[], counts int[], of_terms text[], today date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  due record;
BEGIN
  FOR due IN
    SELECT e.key, e.terms, e.count - coalesce(i.count, 0) AS missing, coalesce(i.last, 0) AS last
    FROM unnest(keys, counts, of_terms) AS e (key, count, terms)
    LEFT JOIN (
      SELECT key, count(*) FILTER (WHERE state <> 'revoked')::int AS count, max(number) AS last
      FROM reward WHERE member = who GROUP BY key
    ) AS i USING (key)
    WHERE e.count <> coalesce(i.count, 0)
  LOOP
    IF due.missing > 0 THEN
      INSERT INTO reward (member, key, number, terms, issued_on, expires_on)
      SELECT who, due.key, due.last + n, due.terms, today, today + t.valid_for
      FROM terms AS t, generate_series(1, due.missing) AS n WHERE t.id = due.terms;
    ELSE
      UPDATE reward SET state = 'revoked' WHERE member = who AND key = due.key AND number IN (
        SELECT number FROM reward
        WHERE member = who AND key = due.key AND state = 'open' AND expires_on >= today
        ORDER BY number DESC LIMIT -due.missing);
    END IF;
  END LOOP;
END
$$;

-- Where a member stands on a date, and the rewards that come of it.
CREATE FUNCTION evaluate(who text, on_date date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  rules program;
  today date := on_date;
  dates date[];
  visit_dates date[];
  reached int[];
  stand member;
  keys text[] := '{}';
  counts int[] := '{}';
  of_terms text[] := '{}';
  rule record;
  mile record;
  given int;
  next date;
  met_on date[];
  firsts int[];
  now_length int;
  best_length int;
  last_given int;
BEGIN
  SELECT * INTO STRICT rules FROM program;
  SELECT greatest(on_date, max(date)) INTO today FROM member_day WHERE member = who AND purchases > 0;

  SELECT array_agg(date ORDER BY date), array_agg(date ORDER BY date) FILTER (WHERE visit), array_agg(level ORDER BY date),
    coalesce(sum(spend) FILTER (WHERE fresh), 0), count(*) FILTER (WHERE fresh AND visit),
    coalesce(sum(spend), 0), count(*) FILTER (WHERE visit)
  INTO dates, visit_dates, reached, stand.spend, stand.visits, stand.lifetime_spend, stand.lifetime_visits
  FROM (
    SELECT date, spend, visit, date > today - make_interval(months => rules.window_months) AS fresh,
      coalesce((
        SELECT max(place) FROM level AS l WHERE CASE WHEN l.require_all
          THEN (l.spend IS NULL OR window_spend >= l.spend) AND (l.visits IS NULL OR window_visits >= l.visits)
          ELSE window_spend >= l.spend OR window_visits >= l.visits END AND place > 0), 0) AS level
    FROM (
      SELECT date, spend, visit, sum(spend) OVER past AS window_spend, count(*) FILTER (WHERE visit) OVER past AS window_visits
      FROM (
        SELECT date, spend, spend + discount >= rules.min_spend AS visit FROM member_day WHERE member = who AND purchases > 0
      ) AS day
      -- A date that many months before is not in it.
      WINDOW past AS (ORDER BY date RANGE BETWEEN
        make_interval(months => rules.window_months) - interval '1 day' PRECEDING AND CURRENT ROW)
    ) AS summed
  ) AS judged;

  -- What was reached is held until it lapses; each lapse takes off one level, or all.
  SELECT coalesce(max(height - lapses), 0) INTO stand.tier
  FROM unnest(dates, reached) AS held (date, height)
  CROSS JOIN generate_series(0, (SELECT max(place) FROM level)) AS lapses
  WHERE height > lapses AND (rules.soft_landing OR lapses = 0)
    AND today < date + make_interval(months => rules.keep_months * (lapses + 1));
  IF stand.tier > 0 THEN
    SELECT max(date + make_interval(
      months => rules.keep_months * CASE WHEN rules.soft_landing THEN height - stand.tier + 1 ELSE 1 END))
    INTO stand.tier_until
    FROM unnest(dates, reached) AS held (date, height) WHERE height >= stand.tier;
  END IF;

  FOR rule IN SELECT l.*, t.issue_after FROM level AS l JOIN terms AS t ON t.id = l.terms LOOP
    given := 0;
    next := '-infinity';
    FOR i IN 1 .. coalesce(cardinality(dates), 0) LOOP
      EXIT WHEN dates[i] + rule.issue_after > today;
      IF reached[i] >= rule.place AND dates[i] >= next THEN
        given := given + 1;
        EXIT WHEN rule.repeat_months IS NULL;
        next := dates[i] + make_interval(months => rule.repeat_months);
      END IF;
    END LOOP;
    keys := keys || ('tier:' || rule.id);
    counts := counts || given;
    of_terms := of_terms || rule.terms;
  END LOOP;

  FOR rule IN SELECT c.*, t.issue_after FROM card AS c JOIN terms AS t ON t.id = c.terms LOOP
    SELECT count(*) INTO given FROM unnest(visit_dates) AS visit WHERE visit + rule.issue_after <= today;
    keys := keys || ('stamp:' || rule.id);
    counts := counts || given / rule.every;
    of_terms := of_terms || rule.terms;
    INSERT INTO member_card VALUES (who, rule.id, given % rule.every)
    ON CONFLICT (member, card) DO UPDATE SET stamps = excluded.stamps WHERE member_card.stamps <> excluded.stamps;
  END LOOP;

  FOR rule IN SELECT * FROM streak LOOP
    -- Of met periods in their order, a period's number less its place is how many were missed before it.
    SELECT array_agg(date ORDER BY n), array_agg(first ORDER BY n), coalesce(max(n - first + 1), 0),
      coalesce(max(n) - min(n) FILTER (WHERE missed >= last_missed - (rule.freezes - missed_since)) + 1, 0)
    INTO met_on, firsts, best_length, now_length
    FROM (
      SELECT date, n, period - n AS missed, min(n) OVER (ORDER BY period - n RANGE BETWEEN rule.freezes PRECEDING AND CURRENT ROW) AS first,
        max(period - n) OVER () AS last_missed, greatest(period_of(today, rule.period) - max(period) OVER () - 1, 0) AS missed_since
      FROM (
        SELECT date, period, row_number() OVER (ORDER BY period)::int AS n
        FROM (
          SELECT date, period, row_number() OVER (PARTITION BY period ORDER BY date) AS visit
          FROM (SELECT date, period_of(date, rule.period) AS period FROM unnest(visit_dates) AS date) AS visits
        ) AS counted
        WHERE visit = rule.visits
      ) AS met
    ) AS course;
    INSERT INTO member_streak VALUES (who, rule.id, now_length, best_length)
    ON CONFLICT (member, streak) DO UPDATE SET current = excluded.current, best = excluded.best
    WHERE (member_streak.current, member_streak.best) <> (excluded.current, excluded.best);

    FOR mile IN SELECT m.*, t.issue_after FROM milestone AS m JOIN terms AS t ON t.id = m.terms WHERE m.streak = rule.id LOOP
      given := 0;
      last_given := 0;
      FOR i IN 1 .. coalesce(cardinality(met_on), 0) LOOP
        EXIT WHEN met_on[i] + mile.issue_after > today;
        -- A sequence begins after the period for which the last one was given.
        IF i - greatest(firsts[i], last_given + 1) + 1 >= mile.length THEN
          given := given + 1;
          last_given := i;
          EXIT WHEN NOT mile.repeats;
        END IF;
      END LOOP;
      keys := keys || ('streak:' || mile.streak || ':' || mile.length);
      counts := counts || given;
      of_terms := of_terms || mile.terms;
    END LOOP;
  END LOOP;

  UPDATE member SET tier = stand.tier, tier_until = stand.tier_until, spend = stand.spend, visits = stand.visits,
    lifetime_spend = stand.lifetime_spend, lifetime_visits = stand.lifetime_visits, evaluated_on = today
  WHERE id = who;
  PERFORM issue(who, keys, counts, of_terms, today);
END
$$;

-- Counts one event of a till: 'counted', 'double', or 'idReused'. The order in which they come does not matter.
CREATE FUNCTION count_event(
  who text, event_id text, event_kind text, taken text, at_store text, happened timestamptz, paid bigint, off bigint, today date)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  known event;
  bought event;
  now_left bigint;
  now_stands boolean;
BEGIN
  -- One event of a member at a time.
  PERFORM 1 FROM member WHERE id = who FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO member (id) VALUES (who) ON CONFLICT DO NOTHING;
    PERFORM 1 FROM member WHERE id = who FOR UPDATE;
  END IF;

  INSERT INTO event (member, id, kind, purchase, store, at, amount, discount, date, amount_left, stands)
  SELECT who, event_id, event_kind, taken, at_store, happened, paid, off,
    CASE WHEN event_kind = 'purchase' THEN ((happened AT TIME ZONE zone) - day_start::interval)::date END,
    CASE WHEN event_kind = 'purchase' THEN 0 END,
    CASE WHEN event_kind = 'purchase' THEN false END
  FROM program
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT * INTO STRICT known FROM event WHERE member = who AND id = event_id;
    RETURN CASE WHEN (known.kind, known.store, known.at, known.amount, known.discount) = (event_kind, at_store, happened, paid, off)
      AND known.purchase IS NOT DISTINCT FROM taken THEN 'double' ELSE 'idReused' END;
  END IF;

  SELECT * INTO bought FROM event WHERE member = who AND id = coalesce(taken, event_id) AND kind = 'purchase';
  IF NOT FOUND THEN
    -- It waits for its purchase.
    RETURN 'counted';
  END IF;

  SELECT greatest(0, bought.amount - coalesce(sum(amount), 0)), coalesce(bool_and(kind <> 'void'), true)
  INTO now_left, now_stands
  FROM event WHERE member = who AND purchase = bought.id;
  now_stands := now_stands AND (bought.amount = 0 OR now_left > 0);
  now_left := CASE WHEN now_stands THEN now_left ELSE 0 END;
  IF (now_left, now_stands) = (bought.amount_left, bought.stands) THEN
    RETURN 'counted';
  END IF;

  UPDATE event SET amount_left = now_left, stands = now_stands WHERE member = who AND id = bought.id;
  INSERT INTO member_day AS day VALUES (
    who, bought.date, now_stands::int - bought.stands::int, now_left - bought.amount_left,
    bought.discount * (now_stands::int - bought.stands::int))
  ON CONFLICT (member, date) DO UPDATE SET
    purchases = day.purchases + excluded.purchases,
    spend = day.spend + excluded.spend,
    discount = day.discount + excluded.discount;
  PERFORM evaluate(who, today);
  RETURN 'counted';
END
$$;
