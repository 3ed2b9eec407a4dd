-- Makes of a database of version 5 or newer one of version 4, as it was when that began: INTEGER, TEXT and CLUSTERED
-- stand for what each engine says.  Pairs of characters stood without the beginnings of titles, and indexes held less.

drop index unit_name;
create index unit_name on unit (name, id, since, until) where ended is null;
drop index body_unit;
create index body_unit on body (unit, id, since, until) where ended is null;
drop index affiliation_superior;
create index affiliation_superior on affiliation (superior, id, since, until) where ended is null;
drop index affiliation_unit;
create index affiliation_unit on affiliation (unit, id, since, until) where ended is null;
drop index affiliation_body;
create index affiliation_body on affiliation (body, id, since, until) where ended is null;
drop index coverage_unit;
create index coverage_unit on coverage (unit, id, since, until) where ended is null;
drop index coverage_body;
create index coverage_body on coverage (body, id, since, until) where ended is null;
drop index charter_unit;
create index charter_unit on charter (unit, id, since, until) where ended is null;
drop index term_body;
create index term_body on term (body, id, since, until) where ended is null;

create temp table pair as select distinct 'unit' as kind, gram, id from unit_gram
	union select 'body', gram, id from body_gram union select 'mass_org', gram, id from mass_org_gram
	union select 'matter', gram, id from matter_gram;
drop table unit_gram;
create table unit_gram (gram TEXT not null, id INTEGER not null, primary key (gram, id)) CLUSTERED;
insert into unit_gram select gram, id from pair where kind = 'unit';
drop table body_gram;
create table body_gram (gram TEXT not null, id INTEGER not null, primary key (gram, id)) CLUSTERED;
insert into body_gram select gram, id from pair where kind = 'body';
drop table mass_org_gram;
create table mass_org_gram (gram TEXT not null, id INTEGER not null, primary key (gram, id)) CLUSTERED;
insert into mass_org_gram select gram, id from pair where kind = 'mass_org';
drop table matter_gram;
create table matter_gram (gram TEXT not null, id INTEGER not null, primary key (gram, id)) CLUSTERED;
insert into matter_gram select gram, id from pair where kind = 'matter';
drop table pair;

update meta set value = '4' where name = 'schema';
