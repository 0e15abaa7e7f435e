// The two ways of closing, and the server, of the question that wsdrain is about.

package main

import (
	"errors"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// closeReadingOnce is the first version: it takes the next thing it reads for
// the answer to its Close.
func closeReadingOnce(conn *websocket.Conn) error {
	defer conn.Close()
	if err := writeClose(conn); err != nil {
		return err
	}
	if err := conn.SetReadDeadline(time.Now().Add(time.Second)); err != nil {
		return err
	}
	_, _, err := conn.ReadMessage()
	if websocket.IsCloseError(err, websocket.CloseNormalClosure) {
		return nil
	}
	return errors.New("the peer has not answered with a close frame")
}

// closeDraining is the corrected version: it reads past messages that were in
// flight, until the answer has come or one deadline for all has passed.
func closeDraining(conn *websocket.Conn) error {
	defer conn.Close()
	if err := writeClose(conn); err != nil {
		return err
	}
	if err := conn.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
		return err
	}
	for {
		_, _, err := conn.NextReader()
		if websocket.IsCloseError(err, websocket.CloseNormalClosure) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func writeClose(conn *websocket.Conn) error {
	message := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	return conn.WriteControl(websocket.CloseMessage, message, time.Now().Add(time.Second))
}

// readUntilError is the server: the library answers the Close while it reads.
func readUntilError(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			break
		}
	}
}
