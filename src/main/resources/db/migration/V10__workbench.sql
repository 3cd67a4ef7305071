-- What the desk keeps for itself. Nothing here holds what a worker said.

-- Passages an agent wants at hand; known by their anchor, so that a new version keeps them.
create table pinned_passage (
    staff       varchar(100) not null,
    document_id varchar(400) not null,
    anchor      varchar(200) not null,
    pinned_at   timestamp(6) with time zone not null,
    primary key (staff, document_id, anchor)
);

-- Words that led an agent to a passage which was then used: masked, counted, without a name.
create table search_use (
    words       varchar(100) not null,
    document_id varchar(400) not null,
    anchor      varchar(200) not null,
    uses        int          not null,
    last_on     date         not null,
    primary key (words, document_id, anchor)
);
create index search_use_passage on search_use (document_id, anchor);

-- Replies written beforehand, typed as /name; those of a place serve the places in it.
create table canned_reply (
    id         uuid          not null primary key,
    region     varchar(12)   not null,
    name       varchar(40)   not null,
    text       varchar(2000) not null,                 -- with variables such as {地区}
    changed_by varchar(100)  not null,
    changed_at timestamp(6) with time zone not null,
    unique (region, name)
);

insert into canned_reply (id, region, name, text, changed_by, changed_at) values
 ('7b0c2f10-0000-4000-8000-000000000001', '000000', '您好', '您好，我是{工会}的{坐席}。前面的话我都看到了，您不用再说一遍。', 'admin', timestamp '2026-11-01 00:00:00'),
 ('7b0c2f10-0000-4000-8000-000000000002', '000000', '稍等', '我查一下，请稍等。', 'admin', timestamp '2026-11-01 00:00:00'),
 ('7b0c2f10-0000-4000-8000-000000000003', '000000', '留证据', '请把合同、工资条、考勤记录、转账记录和聊天记录都留好，纸的先拍照。', 'admin', timestamp '2026-11-01 00:00:00'),
 ('7b0c2f10-0000-4000-8000-000000000004', '000000', '热线', '您也可以打{地区}工会热线 {电话}，说清您在哪个市县、哪家单位。', 'admin', timestamp '2026-11-01 00:00:00'),
 ('7b0c2f10-0000-4000-8000-000000000005', '000000', '别发证件', '身份证号、银行卡号不用发在这里。', 'admin', timestamp '2026-11-01 00:00:00'),
 ('7b0c2f10-0000-4000-8000-000000000006', '000000', '结束', '这件事先说到这里。之后还有问题，在这里接着说就行。', 'admin', timestamp '2026-11-01 00:00:00');

-- What became of the assistant's suggestion to a worker's message.
create table suggestion_fate (
    message_id      uuid         not null primary key, -- the worker's, which may be erased since
    staff           varchar(100) not null,
    fate            varchar(20)  not null,             -- USED, CHANGED, DROPPED
    decided_at      timestamp(6) with time zone not null
);

-- 质检: talks drawn by chance, to be read by somebody else than who had them.
create table quality_sample (
    id         uuid         not null primary key,
    handoff_id uuid         not null unique,
    handler    varchar(100) not null,
    drawn_by   varchar(100) not null,
    drawn_at   timestamp(6) with time zone not null,
    scored_by  varchar(100),
    scored_at  timestamp(6) with time zone,
    remark     varchar(2000)
);

create table quality_mark (
    sample_id  uuid        not null references quality_sample (id),
    message_id uuid        not null,
    part       varchar(20) not null,                   -- SENTENCE, CITATION
    number     int         not null,                   -- within the message, from 1
    correct    boolean     not null,
    primary key (sample_id, message_id, part, number)
);
