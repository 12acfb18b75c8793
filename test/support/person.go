package support

import (
	"testing"
)

// CreatePerson is the mutation that makes a person.
const CreatePerson = `mutation ($input: PersonCreate!) { createPerson(input: $input) { id } }`

// RecordPerson makes a person and returns the id.
func (a *API) RecordPerson(t testing.TB, input Vars) string {
	t.Helper()
	return Get(t, a.Data(t, CreatePerson, Vars{"input": input}), "createPerson.id").(string)
}

// ErasePerson is the mutation that erases a person, with all that it answers.
const ErasePerson = `mutation ($person: ID!, $reason: String!, $confirm: ID!) { erasePerson(person: $person, reason: $reason, confirm: $confirm) {
	person relationships changes uploads truncated mayStillMention { id type why } } }`
