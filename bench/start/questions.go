package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/web/src/playground/tabs"
)

// rounds is how often each question is asked after a start, round by round.
const rounds = 10

// question is a ready one, as the body of a request.
type question struct {
	name string
	body []byte
}

// readyQuestions are those of the playground that read.
func readyQuestions() ([]question, error) {
	ready, err := tabs.Questions()
	if err != nil {
		return nil, err
	}
	list := make([]question, len(ready))
	for i, q := range ready {
		body, err := json.Marshal(map[string]any{"query": q.Query, "variables": q.Variables})
		if err != nil {
			return nil, err
		}
		list[i] = question{q.ID, body}
	}
	return list, nil
}

// ask asks all questions again and again, and tells how long the first and the tenth answers took.
func (s *service) ask(questions []question) string {
	first, tenth := make([]string, len(questions)), make([]string, len(questions))
	for round := range rounds {
		for i, q := range questions {
			tenth[i] = s.answer(q)
			if round == 0 {
				first[i] = tenth[i]
			}
		}
	}
	var b strings.Builder
	b.WriteString("| question | first ms | tenth ms |\n|---|--:|--:|\n")
	for i, q := range questions {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", q.name, first[i], tenth[i])
	}
	return b.String()
}

func (s *service) answer(q question) string {
	began := time.Now()
	response, err := http.Post(s.url+"/graphql", "application/json", bytes.NewReader(q.body))
	if err != nil {
		return "**no answer**"
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK || bytes.Contains(body, []byte(`"errors"`)) {
		return "**no answer**"
	}
	return fmt.Sprintf("%.1f", float64(time.Since(began).Microseconds())/1000)
}
