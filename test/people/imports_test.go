package people_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/datain/importjob"
	"github.com/clustergraph/clustergraph/internal/datain/trial"
	"github.com/clustergraph/clustergraph/internal/datain/upload"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/people"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
	"github.com/clustergraph/clustergraph/test/support"
)

const peopleMapping = "version: 1\nfiles:\n  - file: people.csv\n    nodes:\n      - entity: Person\n        key: name\n        fields: {name: 姓名, orcid: 编号}\n"

// importing serves the fixture with imports.
func importing(t *testing.T) *support.Importer {
	t.Helper()
	db := neotest.Open(t)
	support.Load(t, db, support.Fixture(t))
	return support.ServeImports(t, db)
}

// told is everything that is told of imports and uploads.
func told(t *testing.T, im *support.Importer, up, job string) []any {
	t.Helper()
	response, err := http.Get(im.Base + "/imports/" + job + "/rejects.csv")
	require.NoError(t, err)
	defer response.Body.Close()
	rejects, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return []any{
		im.Data(t, `query ($id: ID!) { importJob(id: $id) { upload problems { file column value reason } warnings { value } notes files { file } message } }`, vars{"id": job}),
		im.Data(t, `{ importJobs { upload problems { file column value reason } } }`, nil), im.Follow(t, job), string(rejects),
		im.Data(t, `query ($id: ID!) { importPreview(upload: $id) { guessedMapping files { name columns sample notes } } }`, vars{"id": up}),
	}
}

// What is told of imports has nobody in it who opted out, and no telephone number or id of an
// upload for who may not see them.
func TestImportsTellNothingOfWhoMustNotBeShown(t *testing.T) {
	im := importing(t)
	person := im.RecordPerson(t, vars{"name": hiddenName})
	up := im.Upload(t, "people.csv", strings.NewReader("姓名,编号,电话,备注\n"+hiddenName+","+hiddenName+" 0000,13812345678,x\n李四,0000-0000,021-58123456,\"13900001111\n"))
	job := im.Start(t, up, peopleMapping, false)
	im.Follow(t, job)
	sensitive := []string{"13812345678", "13900001111", "58123456"}
	before := told(t, im, up, job)
	for i, one := range before {
		assert.NotEmpty(t, markersIn(t, one, []string{hiddenName}), "%d: the person is met before", i)
		assert.Empty(t, markersIn(t, one, append(sensitive, up)), "%d", i)
	}
	assert.Equal(t, up, support.Get(t, im.Data(t, `mutation ($upload: ID!, $mapping: String!) { startImport(upload: $upload, mapping: $mapping, dryRun: true) { upload } }`,
		vars{"upload": up, "mapping": peopleMapping}), "startImport.upload"), "who gave it has it")

	im.Data(t, `mutation ($id: ID!) { optOut(person: $id) }`, vars{"id": person})
	for i, one := range told(t, im, up, job) {
		assert.Empty(t, markersIn(t, one, append(sensitive, hiddenName, up)), "%d", i)
	}
	t.Run("but to staff", func(t *testing.T) {
		preview, err := runnerOf(t, im).Preview(t.Context(), up, trial.Where{}, privacy.Policy{ShowSensitive: true})
		require.NoError(t, err)
		assert.ElementsMatch(t, []string{hiddenName, "13812345678"}, markersIn(t, preview.Files, []string{hiddenName, "13812345678"}))
	})
}

// What is sent after somebody opted out is told of as if they had never been there: it comes from who
// sends it, and would else tell which of many keys are theirs.
func TestImportsDoNotTellWhoOptedOut(t *testing.T) {
	im := importing(t)
	person := im.RecordPerson(t, vars{"name": hiddenName, "orcid": "0000-0001-5109-3700", "telephone": "13812345678"})
	im.Data(t, `mutation ($id: ID!) { optOut(person: $id) }`, vars{"id": person})
	of := func(name, orcid, telephone string) string {
		up := im.Upload(t, "people.csv", strings.NewReader("姓名,编号,电话\n"+name+","+orcid+" "+telephone+",\n"+name+","+orcid+","+telephone+"\n"))
		job := im.Start(t, up, "version: 1\nfiles:\n  - file: people.csv\n    nodes:\n      - entity: Person\n        key: name\n        fields: {name: 姓名, highestDegree: 编号}\n", true)
		im.Follow(t, job)
		text, err := json.Marshal(told(t, im, up, job)[2:])
		require.NoError(t, err)
		return strings.NewReplacer(name, "NAME", orcid, "ORCID", job, "JOB").Replace(string(text))
	}
	assert.Equal(t, of("欧阳不在", "0000-0002-9079-593X", "13812345670"), strings.ReplaceAll(of(hiddenName, "0000-0001-5109-3700", "13812345678"), "5678", "5670"))
}

// runnerOf is another runner of the same uploads, as a service has that is started again.
func runnerOf(t *testing.T, im *support.Importer) *importjob.Runner {
	t.Helper()
	store, err := upload.Open(im.Dir, upload.Limits{})
	require.NoError(t, err)
	r := importjob.NewRunner(im.DB, support.Declared(t), store, slog.New(slog.DiscardHandler))
	t.Cleanup(r.Close)
	return r
}

// Erasure reaches every file that names the person: by what they were called before, however a
// number is written, wherever in the file.
func TestErasureReachesUploads(t *testing.T) {
	im := importing(t)
	person := im.RecordPerson(t, vars{"name": "欧阳旧名", "telephone": "13700002222"})
	for _, patch := range []vars{{"name": hiddenName, "telephone": "0512-58123456"}, {"telephone": "13812345678", "englishName": "Ouyang Buxian"}} {
		im.Data(t, `mutation ($id: ID!, $patch: PersonPatch!) { updatePerson(id: $id, patch: $patch) { id } }`, vars{"id": person, "patch": patch})
	}
	book := excelize.NewFile()
	_, err := book.NewSheet("第二页")
	require.NoError(t, err)
	require.NoError(t, book.SetCellValue("Sheet1", "A1", "姓名"))
	require.NoError(t, book.SetCellRichText("第二页", "B7", []excelize.RichTextRun{{Text: "欧阳"}, {Text: "不显", Font: &excelize.Font{Bold: true}}}))
	sheet, err := book.WriteToBuffer()
	require.NoError(t, err)
	for name, content := range map[string]string{
		"name": "姓名\n" + hiddenName + "\n", "former name": "姓名\n欧阳旧名\n", "former number": "电话\n13700002222\n", "with a country's code": "电话\n+86 137 0000 2222\n",
		"hyphens": "电话\n138-1234-5678\n", "full width": "电话\n１３８１２３４５６７８\n", "fixed": "电话\n(0512) 5812 3456\n", "fixed, from abroad": "电话\n+86-512-58123456\n",
		"capitals": "name\nOUYANG BUXIAN\n", "a broken line": "姓名,电话\n甲,1\n\"乙,13812345678\n", "further sheet": sheet.String(),
		"traditional": "姓名\n歐陽不顯\n", "the family's name last": "name\n\"Buxian, OUYANG\"\n", "points": "电话\n138.1234.5678\n", "as a calculated number": "电话\n1.3812345678E+10\n",
		"escaped": "{\"name\": \"\\u6b27\\u9633\\u4e0d\\u663e\"}\n", "escaped behind a broken line": "{\"name\": \"甲\"}\n{\"name\n{\"name\": \"\\u6b27\\u9633\\u4e0d\\u663e\"}\n",
	} {
		file := "people.csv"
		switch {
		case name == "further sheet":
			file = "people.xlsx"
		case strings.HasPrefix(name, "escaped"):
			file = "people.jsonl"
		}
		im.Upload(t, file, strings.NewReader(content))
	}
	other := im.Upload(t, "people.csv", strings.NewReader("姓名,电话\n李四,13812345679\n"))
	erased := im.Data(t, support.ErasePerson, vars{"person": person, "reason": "asked", "confirm": person})
	assert.Equal(t, 17, support.Number(t, erased, "erasePerson.uploads"))
	left, err := os.ReadDir(im.Dir)
	require.NoError(t, err)
	require.Len(t, left, 1)
	assert.Equal(t, other, left[0].Name())
	assert.Equal(t, erased, im.Data(t, support.ErasePerson, vars{"person": person, "reason": "again", "confirm": person}), "asked again it answers the same")
	assert.Empty(t, markersIn(t, im.Stored(t), []string{hiddenName, "13812345678", "13700002222", "欧阳旧名"}))
}

// A service that dies between the commit of an erasure and the removal of files finishes it when
// it is started again, or when somebody asks again.
func TestErasureIsFinished(t *testing.T) {
	for name, again := range map[string]func(t *testing.T, im *support.Importer, person string){
		"by the next service": func(t *testing.T, im *support.Importer, _ string) {
			require.NoError(t, runnerOf(t, im).Resume(t.Context()))
		},
		"by asking again": func(t *testing.T, im *support.Importer, person string) {
			got := im.Data(t, support.ErasePerson, vars{"person": person, "reason": "again", "confirm": person})
			assert.Equal(t, 1, support.Number(t, got, "erasePerson.uploads"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			im := importing(t)
			person := im.RecordPerson(t, vars{"name": hiddenName})
			im.Upload(t, "people.csv", strings.NewReader("姓名\n"+hiddenName+"\n"))
			store, err := upload.Open(im.Dir, upload.Limits{})
			require.NoError(t, err)
			eraseOnly(t, im, person, store.Place())
			assert.NotEmpty(t, markersIn(t, support.Tree(t, os.DirFS(im.Dir), "."), []string{hiddenName}))
			again(t, im, person)
			assert.Empty(t, markersIn(t, []any{im.Stored(t), support.Tree(t, os.DirFS(im.Dir), ".")}, []string{hiddenName}))
		})
	}
}

// eraseOnly commits an erasure, and dies.
func eraseOnly(t *testing.T, im *support.Importer, person, place string) {
	t.Helper()
	cat := support.Declared(t)
	door := view.NewDoor(cat, im.DB, nil, nil)
	require.NoError(t, im.DB.Write(t.Context(), func(tx *neo.Tx) error {
		_, err := people.NewEraser(cat).Whole(t.Context(), door.Within(grant.Full(), tx), writetest.Work(tx, support.Writer(cat)), people.ErasureRequest{
			Person: person, Reason: "asked", Confirm: person, Also: importjob.Forget, Place: place,
		})
		return err
	}))
}
