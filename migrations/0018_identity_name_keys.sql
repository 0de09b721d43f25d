-- A person's name at a company's name finds records that show no domain; see `nameKeys`.
alter table match_key drop constraint match_key_kind_check;

alter table match_key
  add constraint match_key_kind_check check (kind in ('em', 'li', 'ph', 'nd', 'nc', 'do', 'nm', 'as'));
