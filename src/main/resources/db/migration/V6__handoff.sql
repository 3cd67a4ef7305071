-- A person comes into the talk: every step of it is a row with a place in the conversation's one sequence.

alter table conversation add column changed_at timestamp(6) with time zone;    -- when something last happened in it
update conversation set changed_at = created_at;
alter table conversation alter column changed_at set not null;
create index conversation_changed on conversation (changed_at);

alter table message add column agent_name varchar(100);                        -- of an agent's message, as the worker sees it
alter table message add column agent_number varchar(20);
alter table message add column for_agent boolean default false not null;       -- of a worker's: an agent answers it, not the assistant
alter table message add column citations varchar(1000000);                     -- of an agent's, as JSON

create table conversation_event (
    conversation_id uuid         not null references conversation (id),
    sequence        int          not null,             -- shared with the messages
    kind            varchar(20)  not null,             -- STATE, NOTICE, NOTE
    state           varchar(20)  not null,             -- of the conversation from then on
    cause           varchar(20),
    agent_name      varchar(100),
    agent_number    varchar(20),
    text            varchar(20000),
    created_at      timestamp(6) with time zone not null,
    primary key (conversation_id, sequence)
);

-- What those follow who watch talks with a person in them, on any node. Numbered like changes of the knowledge: whoever takes a
-- number holds this row until its transaction ends, so no smaller number appears after a greater one has been seen.
create table conversation_change_counter (
    id          int    not null primary key,
    last_number bigint not null
);
insert into conversation_change_counter (id, last_number) values (1, 0);

create table conversation_change (
    number          bigint      not null primary key,
    conversation_id uuid        not null,              -- which may be erased since
    sequence        int,                               -- of the message or event; null: none of it is kept
    kind            varchar(20) not null,              -- ROW, QUEUE, WORKER_TYPING, AGENT_TYPING
    changed_at      timestamp(6) with time zone not null
);
create index conversation_change_at on conversation_change (changed_at);

drop index handoff_state;
alter table handoff add column priority int default 3 not null;                -- 0 crisis, 1 lost its agent, 2 deadline, 3 others
update handoff set priority = 0 where urgent = true;
alter table handoff drop column urgent;
update handoff set reason = upper(replace(reason, '-', '_'));
alter table handoff add column topic varchar(20);
alter table handoff add column region varchar(12);                             -- where it was transferred to; null: the conversation's
alter table handoff add column agent varchar(100);                             -- account of who has it or had it last
alter table handoff add column agent_name varchar(100);
alter table handoff add column agent_number varchar(20);
alter table handoff add column taken_at timestamp(6) with time zone;
alter table handoff add column acknowledged_by varchar(100);                   -- crises: who said that they are on it
alter table handoff add column acknowledged_at timestamp(6) with time zone;
alter table handoff add column told_at timestamp(6) with time zone;            -- when the worker was told that nobody has come yet
alter table handoff add column outcome varchar(20);
alter table handoff add column knowledge_lacked boolean default false not null;
alter table handoff add column convenient varchar(200);                        -- when a call back suits
alter table handoff add column ticket varchar(40);                             -- number of the call-back ticket that came of it
create index handoff_queue on handoff (state, priority, place);
create index handoff_agent on handoff (agent, state);

-- The agents at the desk. A number is theirs for good; workers see it beside the name.
create table agent_presence (
    staff       varchar(100) not null primary key,
    number      int generated always as identity,
    state       varchar(20)  not null,                 -- ONLINE, BUSY, AWAY
    most_chats  int,                                   -- null: as the setting says
    seen_at     timestamp(6) with time zone not null
);

-- Who of the staff opened which conversation; outlives the conversation, and holds nothing of it.
create table conversation_access (
    id              bigint generated always as identity primary key,
    conversation_id uuid         not null,
    staff           varchar(100) not null,
    what            varchar(20)  not null,             -- OPENED, CONTACT, ORIGINAL
    opened_at       timestamp(6) with time zone not null
);
create index conversation_access_conversation on conversation_access (conversation_id);

create table conversation_rating (
    conversation_id uuid not null primary key references conversation (id),
    score      int          not null,                  -- 1 to 5
    remark     varchar(2000),
    created_at timestamp(6) with time zone not null
);

-- Whom a crisis of a place calls, beside those at the desk.
create table on_call (
    id      bigint generated always as identity primary key,
    region  varchar(12)   not null,
    name    varchar(100)  not null,
    webhook varchar(1000) not null
);

create table alert_delivery (
    id           bigint generated always as identity primary key,
    handoff_id   uuid          not null,
    step         int           not null,               -- 1 at once, 2 when nobody had acknowledged it in time
    webhook      varchar(1000) not null,
    state        varchar(20)   not null,               -- PENDING, DELIVERED, FAILED
    attempts     int           not null,
    next_at      timestamp(6) with time zone not null,
    finished_at  timestamp(6) with time zone,
    error        varchar(200),
    unique (handoff_id, step, webhook)
);
create index alert_delivery_state on alert_delivery (state, next_at);
