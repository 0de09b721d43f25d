-- When the phase of an import began, so that its rate is that of the phase and not of all that was done before.
alter table import_batch add column phase_at timestamptz;
