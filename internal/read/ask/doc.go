// Package ask reads answers of the service's own GraphQL inside the program, for what is
// written in other forms than GraphQL. It imports fault and gqlparser's errors.
package ask
