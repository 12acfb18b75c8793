package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// tabs are the ready questions of the playground.
const tabs = "web/src/playground/tabs"

// rounds is how often each question is asked after a start, round by round.
const rounds = 10

// question is a ready one, as the body of a request.
type question struct {
	name string
	body []byte
}

var readOnly = regexp.MustCompile(`(?m)^query\b`)

// readyQuestions are those that read; one that records or watches is left out.
func readyQuestions() ([]question, error) {
	files, err := filepath.Glob(tabs + "/*.graphql")
	var list []question
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if !readOnly.Match(text) {
			continue
		}
		name := strings.TrimSuffix(file, ".graphql")
		variables, err := os.ReadFile(name + ".json")
		if errors.Is(err, fs.ErrNotExist) {
			variables, err = []byte("{}"), nil
		}
		if err != nil {
			return nil, err
		}
		body, err := json.Marshal(map[string]any{"query": string(text), "variables": json.RawMessage(variables)})
		if err != nil {
			return nil, err
		}
		list = append(list, question{filepath.Base(name), body})
	}
	return list, err
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
