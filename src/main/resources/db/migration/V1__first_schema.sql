-- One folder of migrations serves H2 and PostgreSQL. A file that was released is never edited.

-- Places: GB/T 2260 and statistics codes from regions.csv, and the installation's own.
create table region (
    code     varchar(12)  not null primary key,
    parent   varchar(12),
    name     varchar(100) not null,
    aliases  varchar(1000) not null,
    source   varchar(40)  not null
);

-- Numbers the changes of published passages in the order in which they are committed: whoever takes a number holds
-- this one row until its transaction ends, so no smaller number can appear after a greater one has been seen.
create table knowledge_change (
    id          int    not null primary key,
    last_number bigint not null
);
insert into knowledge_change (id, last_number) values (1, 0);

create table document (
    id              varchar(400) not null primary key,
    state           varchar(20)  not null,             -- PUBLISHED, WITHDRAWN
    current_version int          not null,
    folder          varchar(200),                      -- name of the knowledge folder it came from; null: made by hand
    path            varchar(1000),                     -- below that folder; never absolute
    file_hash       varchar(64),                       -- of the file as last read, also when it became a proposal
    detached        boolean      not null,             -- an admin edited it: the file no longer replaces it
    superseded_by   varchar(400),
    superseded_from date,
    change_number   bigint       not null,
    changed_at      timestamp(6) with time zone not null
);
create index document_change on document (change_number);
create index document_folder on document (folder);

create table document_version (
    document_id     varchar(400) not null references document (id),
    version         int          not null,
    state           varchar(20)  not null,             -- CURRENT, FORMER, PROPOSED
    title           varchar(500) not null,
    kind            varchar(20)  not null,
    region          varchar(12)  not null,
    visibility      varchar(20)  not null,
    issued_on       date,
    effective_from  date,
    effective_until date,
    description     varchar(1000000) not null,             -- the whole description as JSON
    source          text         not null,             -- the file as it was
    content_hash    varchar(64)  not null,
    created_at      timestamp(6) with time zone not null,
    primary key (document_id, version)
);

create index document_version_title on document_version (title);

create table passage (
    document_id varchar(400)  not null,
    version     int           not null,
    ordinal     int           not null,
    anchor      varchar(200)  not null,
    section     varchar(200)  not null,
    heading     varchar(1000) not null,
    text        varchar(1000000) not null,
    primary key (document_id, version, ordinal),
    foreign key (document_id, version) references document_version (document_id, version)
);

-- Embeddings by model and text, so that a rebuild, a move or a restart embeds nothing twice.
create table embedding (
    model     varchar(100)  not null,
    text_hash varchar(64)   not null,
    vector    bytea         not null,                  -- half-precision floats, little endian
    primary key (model, text_hash)
);

create table conversation (
    id         uuid         not null primary key,
    token_hash varchar(64)  not null,
    state      varchar(20)  not null,                  -- WITH_ASSISTANT, WAITING, WITH_AGENT, CLOSED
    region     varchar(12),
    channel    varchar(40)  not null,
    last_sequence int       not null,
    created_at timestamp(6) with time zone not null
);

create table message (
    id                uuid        not null primary key,
    conversation_id   uuid        not null references conversation (id),
    sequence          int         not null,
    author            varchar(20) not null,            -- WORKER, ASSISTANT, AGENT
    text              varchar(1000000) not null,            -- personal data masked
    sealed_text       bytea,                           -- as typed, encrypted; only where masking changed it
    client_message_id varchar(100),
    in_reply_to       uuid,
    outcome           varchar(20),
    reply             varchar(1000000),                            -- the whole reply as JSON
    created_at        timestamp(6) with time zone not null,
    unique (conversation_id, sequence),
    unique (conversation_id, client_message_id),
    unique (in_reply_to)
);

-- How a reply came about, for complaints, gaps and the desk.
create table trace (
    message_id uuid not null primary key references message (id),
    trace      varchar(1000000) not null,
    created_at timestamp(6) with time zone not null
);

create table feedback (
    message_id uuid          not null primary key references message (id),
    helpful    boolean       not null,
    reason     varchar(100),
    remark     varchar(2000),
    created_at timestamp(6) with time zone not null
);

create table handoff (
    id              uuid        not null primary key,
    place           bigint generated always as identity,   -- in the queue: first come, first served
    conversation_id uuid        not null references conversation (id),
    reason          varchar(40) not null,
    state           varchar(20) not null,              -- WAITING, WITHDRAWN
    urgent          boolean     not null,
    sealed_contact  bytea,
    note            varchar(2000),
    requested_at    timestamp(6) with time zone not null,
    ended_at        timestamp(6) with time zone
);
create index handoff_state on handoff (state, urgent, place);
create index handoff_conversation on handoff (conversation_id);

create table staff (
    name          varchar(100) not null primary key,
    password_hash varchar(200) not null,
    staff_role    varchar(20)  not null,
    region        varchar(12)  not null,
    created_at    timestamp(6) with time zone not null
);
