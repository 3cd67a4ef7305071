-- H2 empties a table without asking its triggers, but none that another table refers to.
create table audit_entry_kept (entry bigint references audit_entry (id));
