-- An import whose files come in batches is not over before the last has come, or before nothing has come for a while.
alter table import add column more_until timestamp(6) with time zone;

-- When its author handed a draft in, for somebody else to look at.
alter table document_version add column submitted_at timestamp(6) with time zone;
