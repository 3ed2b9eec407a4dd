-- The functions of Citus 12 by which docs/scaling.md distributes an installation, as checkers: they distribute
-- nothing, but note what they are told and refuse what Citus' documentation and its own words say it refuses.

create schema citus_rules;
create table citus_rules.noted (
	relation regclass primary key,
	divided_by text,                -- the column that divides, null for a table in one piece
	divided_type regtype,
	everywhere boolean not null,    -- a reference table
	colocation integer
);
create sequence citus_rules.colocations;

-- Whether a table may be handed over at all.
create function citus_rules.check_table(asked regclass) returns void language plpgsql as $$
declare
	found pg_class := (select c from pg_class c where c.oid = asked);
begin
	if found.relkind not in ('r', 'p') or found.relpersistence = 't' then
		raise exception '% is not a table that can be distributed', asked;
	end if;
	if not pg_has_role(current_user, found.relowner, 'usage') then
		raise exception 'must be owner of table %', asked;
	end if;
	if exists (select from citus_rules.noted where relation = asked) then
		raise exception 'table % is already distributed', asked;
	end if;
	if exists (select from pg_inherits where inhrelid = asked or inhparent = asked) then
		raise exception 'table % inherits or is inherited', asked;
	end if;
	if exists (select from pg_trigger where tgrelid = asked and not tgisinternal)
		and coalesce(current_setting('citus.enable_unsafe_triggers', true), 'off') <> 'on' then
		raise exception 'cannot distribute relation % because it has triggers and citus.enable_unsafe_triggers is off', asked;
	end if;
end $$;

-- Each unique key of a table that is divided by a column has that column in it.
create function citus_rules.check_keys(asked regclass, dividing text) returns void language plpgsql as $$
declare
	place smallint := (select attnum from pg_attribute
		where attrelid = asked and attname = dividing and attnum > 0 and not attisdropped);
	key regclass;
begin
	if place is null then
		raise exception 'column % of relation % does not exist', dividing, asked;
	end if;
	select indexrelid into key from pg_index
		where indrelid = asked and (indisunique or indisexclusion) and not place = any (indkey[0:indnkeyatts - 1]);
	if found then
		raise exception 'cannot create constraint on %: % does not have the distribution column %', asked, key, dividing;
	end if;
end $$;

-- From a reference table to reference tables; from a distributed table to these too, and to those that lie with it,
-- over the columns that divide both where a column does; to and from what is not distributed, nowhere.
create function citus_rules.check_foreign_keys(asked regclass) returns void language plpgsql as $$
declare
	key pg_constraint;
	child citus_rules.noted;
	parent citus_rules.noted;
begin
	for key in select c.* from pg_constraint c
		where c.contype = 'f' and asked in (c.conrelid, c.confrelid) and c.conrelid <> c.confrelid loop
		select n.* into child from citus_rules.noted n where n.relation = key.conrelid;
		select n.* into parent from citus_rules.noted n where n.relation = key.confrelid;
		if child.relation is null or parent.relation is null then
			raise exception 'foreign key % of % refers between a distributed and a local table', key.conname, asked;
		end if;
		continue when parent.everywhere;
		if child.everywhere then
			raise exception 'foreign key % refers from a reference table to a distributed one', key.conname;
		end if;
		if child.colocation <> parent.colocation then
			raise exception 'foreign key % refers between tables that are not colocated', key.conname;
		end if;
		if child.divided_by is not null and not exists (
			select from unnest(key.conkey, key.confkey) as pair (here, there)
			join pg_attribute h on h.attrelid = key.conrelid and h.attnum = pair.here and h.attname = child.divided_by
			join pg_attribute t on t.attrelid = key.confrelid and t.attnum = pair.there and t.attname = parent.divided_by) then
			raise exception 'foreign key % does not refer over the distribution columns', key.conname;
		end if;
	end loop;
end $$;

create function create_distributed_table(table_name regclass, distribution_column text, distribution_type text default 'hash',
	colocate_with text default 'default', shard_count integer default null) returns void language plpgsql as $$
declare
	kind regtype;
	beside citus_rules.noted;
	colocation integer;
begin
	perform citus_rules.check_table(table_name);
	if distribution_column is null and shard_count is not null then
		raise exception 'shard_count is for a distribution column';
	elsif distribution_column is not null then
		perform citus_rules.check_keys(table_name, distribution_column);
		kind := (select atttypid from pg_attribute where attrelid = table_name and attname = distribution_column);
	end if;
	if colocate_with not in ('default', 'none') then
		select n.* into beside from citus_rules.noted n where n.relation = colocate_with::regclass;
		if beside.relation is null or beside.everywhere then
			raise exception 'relation % is not distributed', colocate_with;
		end if;
		if beside.divided_type is distinct from kind then
			raise exception 'cannot colocate tables % and %: distribution column types do not match', colocate_with, table_name;
		end if;
		colocation := beside.colocation;
	elsif colocate_with = 'default' and kind is not null then
		colocation := (select min(n.colocation) from citus_rules.noted n where n.divided_type = kind);
	end if;
	insert into citus_rules.noted
		values (table_name, distribution_column, kind, false, coalesce(colocation, nextval('citus_rules.colocations')));
	perform citus_rules.check_foreign_keys(table_name);
end $$;

create function create_reference_table(table_name regclass) returns void language plpgsql as $$
begin
	perform citus_rules.check_table(table_name);
	insert into citus_rules.noted values (table_name, null, null, true, null);
	perform citus_rules.check_foreign_keys(table_name);
end $$;

create function citus_schema_distribute(schemaname regnamespace) returns void language plpgsql as $$
declare
	together integer := nextval('citus_rules.colocations');
	each regclass;
begin
	if schemaname::text in ('public', 'pg_catalog', 'information_schema') then
		raise exception '% schema cannot be distributed', schemaname;
	end if;
	if exists (select from pg_class where relnamespace = schemaname and relkind in ('f', 'm')) then
		raise exception 'schema % has a foreign table or a materialized view', schemaname;
	end if;
	for each in select oid from pg_class where relnamespace = schemaname and relkind in ('r', 'p') loop
		perform citus_rules.check_table(each);
		insert into citus_rules.noted values (each, null, null, false, together);
	end loop;
	for each in select oid from pg_class where relnamespace = schemaname and relkind in ('r', 'p') loop
		perform citus_rules.check_foreign_keys(each);
	end loop;
end $$;
