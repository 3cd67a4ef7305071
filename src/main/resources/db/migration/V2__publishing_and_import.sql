-- Documents made or changed by hand: an open draft beside what is published, reviewed, scheduled, taken out at a set time.
alter table document add column withdraw_at timestamp(6) with time zone;
alter table document add column checked_on date;                             -- when somebody last confirmed that it is right

alter table document_version alter column content_hash set data type varchar(80);   -- of the file, and which of its articles
alter table document_version add column author varchar(100);                -- who wrote it; null: a file
alter table document_version add column reviewed_by varchar(100);
alter table document_version add column publish_at timestamp(6) with time zone;
alter table document_version add column revision int default 0 not null;     -- of an open draft: counts its savings
alter table document_version add column proposal varchar(1000000);           -- what the import read from where, as JSON

alter table passage add column enabled boolean default true not null;
alter table passage add column questions varchar(100000) default '[]' not null;
alter table passage add column spoken varchar(200);

-- What the basis of a document said when somebody last confirmed the document.
create table basis_seen (
    document_id varchar(400) not null,
    law         varchar(500) not null,
    article     varchar(200) not null,
    text_hash   varchar(64)  not null,
    primary key (document_id, law, article)
);

-- Which passages replies cited, for lists of what is used and what is not; nothing of the conversation.
create table citation (
    id          bigint generated always as identity primary key,
    document_id varchar(400) not null,
    version     int          not null,
    ordinal     int          not null,
    cited_at    timestamp(6) with time zone not null
);
create index citation_document on citation (document_id, cited_at);

create table import (
    id          uuid         not null primary key,
    state       varchar(30)  not null,                 -- QUEUED, RUNNING, PAUSED, COMPLETED, COMPLETED_WITH_ERRORS
    started_by  varchar(100) not null,
    settings    varchar(10000) not null,               -- what the person chose, as JSON
    started_at  timestamp(6) with time zone not null,
    finished_at timestamp(6) with time zone
);

create table import_file (
    import_id   uuid          not null references import (id),
    number      int           not null,
    name        varchar(1000) not null,                -- with the folders it lay in, also inside an archive
    parent      int,                                   -- the archive it came from
    size        bigint        not null,
    stored      varchar(100),                          -- hash of its bytes, by which they are kept
    state       varchar(20)   not null,                -- QUEUED, RUNNING, COMPLETED, REFUSED, UNCHANGED
    stage       int           not null,
    note        varchar(200)  not null,
    passages    int           not null,
    result      varchar(1000000) not null,             -- documents, warnings, what was mended, as JSON
    error       varchar(2000),
    updated     bigint        not null,                -- counts changes within the import, for those who follow it
    primary key (import_id, number)
);
create index import_file_state on import_file (import_id, state, number);

alter table staff add column display_name varchar(100);
alter table staff add column disabled boolean default false not null;
alter table staff add column failed_sign_ins int default 0 not null;
alter table staff add column locked_until timestamp(6) with time zone;
alter table staff add column last_sign_in timestamp(6) with time zone;

create table audit_entry (
    id      bigint generated always as identity primary key,
    at      timestamp(6) with time zone not null,
    who     varchar(100)  not null,
    action  varchar(40)   not null,
    subject varchar(1000) not null,
    detail  varchar(2000) not null
);
create index audit_entry_subject on audit_entry (subject);

-- Spring Session's own tables, so that a restart signs nobody out.
create table SPRING_SESSION (
    PRIMARY_ID            char(36) not null primary key,
    SESSION_ID            char(36) not null,
    CREATION_TIME         bigint   not null,
    LAST_ACCESS_TIME      bigint   not null,
    MAX_INACTIVE_INTERVAL int      not null,
    EXPIRY_TIME           bigint   not null,
    PRINCIPAL_NAME        varchar(100)
);
create unique index SPRING_SESSION_IX1 on SPRING_SESSION (SESSION_ID);
create index SPRING_SESSION_IX2 on SPRING_SESSION (EXPIRY_TIME);
create index SPRING_SESSION_IX3 on SPRING_SESSION (PRINCIPAL_NAME);

create table SPRING_SESSION_ATTRIBUTES (
    SESSION_PRIMARY_ID char(36)     not null,
    ATTRIBUTE_NAME     varchar(200) not null,
    ATTRIBUTE_BYTES    bytea        not null,
    primary key (SESSION_PRIMARY_ID, ATTRIBUTE_NAME),
    foreign key (SESSION_PRIMARY_ID) references SPRING_SESSION (PRIMARY_ID) on delete cascade
);
