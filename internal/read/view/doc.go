// Package view is the only door for reading: a View is a grant and what reads the database for
// one request. Whoever answers readers is given a View and can see no more than the
// grant lets it. It imports grant, alias, answer, catalog, cypher, fault, plan, query and scalar.
//
// # What a View offers
//
//   - [View.Rows]: the rows of a question that is built by hand (see [Question])
//   - [View.Compile] and [Operation]: GraphQL operations, and entities at places of an answer
//   - [Operation.Fitting]: which entities meet the conditions of a root field that is answered by hand
//   - [View.Visible]: which elements may be seen, for what is read from elsewhere
//   - [View.Redirects]: which ids redirect to others since a merge
//   - [View.Veiled]: the id to read records of an element by, which leads nowhere where nothing may be told
//   - [View.Shown]: what may be seen of a value that is read from elsewhere
//
// Records that are no entities, such as changes and claims, are read by the packages that keep
// them, through [View.Query] and with a statement of their own. Only these import statements
// (package query): the import rules refuse it elsewhere. What they find is theirs to pass
// through Visible and Shown.
package view
