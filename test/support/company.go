package support

import (
	"testing"
)

// Mutations of companies, and what they answer with.
const (
	CreateCompany = `mutation ($input: CompanyCreate!) { createCompany(input: $input) { ` + companyAnswer + ` } }`
	UpdateCompany = `mutation ($id: ID!, $version: Int, $patch: CompanyPatch!) { updateCompany(id: $id, expectedVersion: $version, patch: $patch) { ` + companyAnswer + ` } }`
	UpsertCompany = `mutation ($key: CompanyKey!, $input: CompanyCreate!) { upsertCompany(key: $key, input: $input) { ` + companyAnswer + ` } }`
	DeleteCompany = `mutation ($id: ID!, $version: Int, $even: Boolean) { deleteCompany(id: $id, expectedVersion: $version, evenIfLinked: $even) }`
	companyAnswer = `id name version illustrative registeredCapital foundedOn formerNames district { id } sources { nodes { id } }
		segments(edgeOrderBy: [{since: ASC}]) { totalCount edges { relationship role since until node { id } sources { nodes { id } } } } employees { edges { title node { id } } }`
)

// RecordCompany makes a company and returns its id.
func (a *API) RecordCompany(t testing.TB, input Vars) string {
	t.Helper()
	return Get(t, a.Data(t, CreateCompany, Vars{"input": input}), "createCompany.id").(string)
}

// PatchCompany changes a company and returns what it is then.
func (a *API) PatchCompany(t testing.TB, id string, patch Vars) any {
	t.Helper()
	return Get(t, a.Data(t, UpdateCompany, Vars{"id": id, "patch": patch}), "updateCompany")
}

// Company reads what mutations answer with.
func (a *API) Company(t testing.TB, id string) any {
	t.Helper()
	return Get(t, a.Data(t, `query ($id: ID!) { company(by: {id: $id}) { `+companyAnswer+` } }`, Vars{"id": id}), "company")
}
