-- No statement of the application can change an audit entry, or remove one before its three years are over.
create function audit_entries_stay() returns trigger as $$
begin
    if tg_op = 'DELETE' and old.at < now() - interval '1095 days' then
        return old;
    end if;
    raise exception 'audit entries stay as they are';
end
$$ language plpgsql;

create trigger audit_entries_stay before update or delete on audit_entry for each row execute function audit_entries_stay();
