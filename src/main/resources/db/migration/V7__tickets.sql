-- Days on which the week is not as usual: as the State Council's notice of each year says, or as an admin wrote it.
create table calendar_year (
    year_number int          not null primary key,
    source      varchar(500) not null,                 -- the notice
    changed_by  varchar(100),                          -- null: as delivered
    changed_at  timestamp(6) with time zone not null
);

create table calendar_day (
    calendar_date date         not null primary key,
    closed        boolean      not null,               -- true: holiday; false: a Saturday or Sunday that is worked (调休)
    name          varchar(100) not null
);

-- The second level below the five national classes, as the admins keep it.
create table ticket_category (
    ticket_class varchar(30)  not null,
    place        int          not null,
    name         varchar(100) not null,
    primary key (ticket_class, name)
);

create table ticket (
    id              uuid         not null primary key,
    number          varchar(20)  not null unique,      -- as the worker knows it, with its dashes
    source          varchar(10)  not null,             -- CHAT, CALL, API
    state           varchar(20)  not null,             -- NEW, IN_PROGRESS, PAUSED, ANSWERED, CALLED_BACK, CLOSED
    ticket_class    varchar(30),                       -- null: nobody has classed it yet
    category        varchar(100),
    topic           varchar(20),
    region          varchar(12)  not null,             -- whose staff it is for
    conversation_id uuid,                              -- which may be erased since
    handoff_id      uuid unique,
    call_back       boolean      not null,             -- somebody promised to ring
    reason          varchar(40)  not null,
    summary         varchar(20000) not null,           -- personal numbers masked
    note            varchar(4000),
    convenient      varchar(400),
    sealed_person   bytea,                             -- how to address and to reach the worker; null: none was left, or forgotten
    confidential    boolean      not null,             -- 要求保密
    anonymous       boolean      not null,             -- 匿名
    form            varchar(200000) not null,          -- what was written down, as JSON
    material        varchar(1000000),                  -- what was asked, answered and cited in the chat, as JSON
    assignee        varchar(100),
    unit            varchar(200),                      -- 承办单位
    counted_from    timestamp(6) with time zone not null,   -- from when the due time runs: made, or last reopened
    due             timestamp(6) with time zone,
    answer          varchar(20000),
    answer_sources  varchar(20000),
    call_back_said  varchar(4000),                     -- the three questions, as JSON
    closing_reason  varchar(2000),
    created_by      varchar(100) not null,
    created_at      timestamp(6) with time zone not null,
    changed_at      timestamp(6) with time zone not null,
    closed_at       timestamp(6) with time zone,
    revision        int          not null
);
create index ticket_state on ticket (state, due);
create index ticket_conversation on ticket (conversation_id);
create index ticket_assignee on ticket (assignee, state);

-- What happened to a ticket, in order.
create table ticket_event (
    id        bigint generated always as identity primary key,
    ticket_id uuid         not null references ticket (id),
    at        timestamp(6) with time zone not null,
    who       varchar(100) not null,                   -- account; 职工 and 定时 for what no member of staff did
    kind      varchar(20)  not null,
    state     varchar(20)  not null,                   -- of the ticket from then on
    detail    varchar(4000) not null
);
create index ticket_event_ticket on ticket_event (ticket_id, id);

-- Who of the staff saw which ticket, and why where it needs a reason; outlives what it is about, and holds nothing of it.
create table ticket_access (
    id        bigint generated always as identity primary key,
    ticket_id uuid         not null,
    staff     varchar(100) not null,
    what      varchar(20)  not null,                   -- OPENED, CONTACT, REFERRED, EXPORTED, EXPORTED_CONTACT
    reason    varchar(1000),
    seen_at   timestamp(6) with time zone not null
);
create index ticket_access_ticket on ticket_access (ticket_id, id);
create index ticket_access_at on ticket_access (seen_at);
