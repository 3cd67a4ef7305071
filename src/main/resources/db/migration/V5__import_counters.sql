-- The last number and the last change of an import's files, so that neither is looked for among thousands.
alter table import add column last_number int default 0 not null;
alter table import add column last_update bigint default 0 not null;
update import set
    last_number = (select coalesce(max(f.number), 0) from import_file f where f.import_id = import.id),
    last_update = (select coalesce(max(f.updated), 0) from import_file f where f.import_id = import.id);
