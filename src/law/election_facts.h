/* Facts that several election clauses ask for, and what their judges share. */
#ifndef DANGJIAN_LAW_ELECTION_FACTS_H
#define DANGJIAN_LAW_ELECTION_FACTS_H

#include "law/rule.h"

#define PERSONS {"人", "persons"}
#define BALLOTS {"张", "ballots"}
#define VOTES {"票", "votes"}

#define INT_FACT(name, zh, en, ...) \
	{name, FACT_INT, .required = true, .label = {zh, en}, .unit = __VA_ARGS__}
#define DATE_FACT(name, zh, en) {name, FACT_DATE, .required = true, .label = {zh, en}}
#define DATE_MAYBE(name, zh, en) {name, FACT_DATE, .label = {zh, en}}
#define BOOL_FACT(name, zh, en) {name, FACT_BOOL, .required = true, .label = {zh, en}}
#define NAMES_FACT(name, zh, en) \
	{name, FACT_TEXT, .list = true, .required = true, .label = {zh, en}}

#define ENTITLED \
	INT_FACT("entitled", "应到会有选举权人数", "entitled to vote who should attend", PERSONS)
#define PRESENT \
	INT_FACT("present", "实到会有选举权人数", "entitled to vote who are present", PERSONS)
/* Only the 1990 rules count by those present. */
#define PRESENT_MAYBE \
	{"present", FACT_INT, .label = {"实到会有选举权人数", "entitled to vote who are present"}, \
	 .unit = PERSONS}
#define SEATS INT_FACT("seats", "应选名额", "seats to fill", PERSONS)
#define CANDIDATES INT_FACT("candidates", "候选人数", "candidates", PERSONS)
#define CANDIDATE_NAMES NAMES_FACT("candidates", "候选人姓名", "names of the candidates")

#endif
