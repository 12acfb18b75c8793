package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
)

// client asks the service over connections that stay open. It writes requests that were
// made before: what the load costs is then hardly the client's.
type client struct {
	addr string
	mu   sync.Mutex
	idle []*conn
}

type conn struct {
	net.Conn
	reader *bufio.Reader
	body   bytes.Buffer
}

// request is the whole HTTP request of an operation.
func (c *client) request(graphql string, variables map[string]any) []byte {
	body, err := json.Marshal(map[string]any{"query": graphql, "variables": variables})
	if err != nil {
		panic(err) // texts and numbers only
	}
	var b bytes.Buffer
	b.WriteString("POST /graphql HTTP/1.1\r\nHost: " + c.addr + "\r\nAccept: application/graphql-response+json\r\n")
	b.WriteString("Content-Type: application/json\r\nContent-Length: " + strconv.Itoa(len(body)) + "\r\n\r\n")
	b.Write(body)
	return b.Bytes()
}

// send asks and returns the answer, which is good until the next request of the connection.
func (k *conn) send(request []byte) ([]byte, error) {
	if _, err := k.Write(request); err != nil {
		return nil, err
	}
	response, err := http.ReadResponse(k.reader, nil)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	k.body.Reset()
	if _, err := io.Copy(&k.body, response.Body); err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK || bytes.Contains(k.body.Bytes(), []byte(`"errors"`)) {
		return nil, fmt.Errorf("the service answered %s: %s", response.Status, k.body.String())
	}
	return k.body.Bytes(), nil
}

func (c *client) take() (*conn, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if n := len(c.idle); n > 0 {
		k := c.idle[n-1]
		c.idle = c.idle[:n-1]
		return k, nil
	}
	raw, err := net.Dial("tcp", c.addr)
	if err != nil {
		return nil, err
	}
	return &conn{Conn: raw, reader: bufio.NewReader(raw)}, nil
}

func (c *client) give(k *conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.idle = append(c.idle, k)
}

// ask sends one request and returns a copy of the answer.
func (c *client) ask(request []byte) ([]byte, error) {
	k, err := c.take()
	if err != nil {
		return nil, err
	}
	answer, err := k.send(request)
	if err != nil {
		return nil, err
	}
	answer = bytes.Clone(answer)
	c.give(k)
	return answer, nil
}

// cursorAfter pages through the companies by name until so many lie behind.
func (c *client) cursorAfter(rows int) (string, error) {
	const page = 200
	var cursor any
	for range rows / page {
		answer, err := c.ask(c.request(
			"query($after: String) { companies(first: 200, after: $after, orderBy: [{name: ASC}]) { pageInfo { endCursor } } }",
			map[string]any{"after": cursor}))
		if err != nil {
			return "", err
		}
		var got struct {
			Data struct {
				Companies struct{ PageInfo struct{ EndCursor string } }
			}
		}
		if err := json.Unmarshal(answer, &got); err != nil {
			return "", err
		}
		cursor = got.Data.Companies.PageInfo.EndCursor
	}
	return cursor.(string), nil
}
