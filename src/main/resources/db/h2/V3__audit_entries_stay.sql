-- No statement of the application can change an audit entry, or remove one before its three years are over.
create trigger audit_entries_stay before update, delete on audit_entry for each row call 'cn.niangjia.account.AuditEntriesStay';
