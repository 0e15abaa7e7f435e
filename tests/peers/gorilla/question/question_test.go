// The question's own test: its client and its server close on each other.

package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
)

func TestTryCloseNormally(t *testing.T) {
	versions := map[string]func(*websocket.Conn) error{
		"first version": closeReadingOnce,
		"corrected":     closeDraining,
	}
	for name, tryCloseNormally := range versions {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(readUntilError))
			defer server.Close()
			url := "ws" + strings.TrimPrefix(server.URL, "http")
			conn, _, err := websocket.DefaultDialer.Dial(url, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := conn.WriteMessage(websocket.BinaryMessage, []byte("ok")); err != nil {
				t.Fatal(err)
			}
			if err := tryCloseNormally(conn); err != nil {
				t.Error(err)
			}
		})
	}
}
