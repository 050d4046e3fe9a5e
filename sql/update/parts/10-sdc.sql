-- Reasons that a rule of the caller's own gives, and what can be deduced whatever is hidden.
ALTER TYPE cell_status ADD VALUE 'primary_contributors';
ALTER TYPE cell_status ADD VALUE 'primary_own';
ALTER TYPE cell_status ADD VALUE 'unsafe';
