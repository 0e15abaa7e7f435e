// A gorilla/websocket client that echoes and closes when it is told bye.

package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/gorilla/websocket"
)

// echo returns what ended the connection.
func echo(c *websocket.Conn) error {
	for {
		mt, message, err := c.ReadMessage()
		if err != nil {
			return err
		}
		if mt == websocket.TextMessage && string(message) == "bye" {
			return closeNormally(c, "bye")
		}
		if err := c.WriteMessage(mt, message); err != nil {
			return err
		}
	}
}

// closeNormally sends a close message and then waits, for a second at most,
// until the peer has closed.
func closeNormally(c *websocket.Conn, reason string) error {
	message := websocket.FormatCloseMessage(websocket.CloseNormalClosure, reason)
	if err := c.WriteMessage(websocket.CloseMessage, message); err != nil {
		return err
	}
	c.SetReadDeadline(time.Now().Add(time.Second))
	for {
		if _, _, err := c.ReadMessage(); err != nil {
			return err
		}
	}
}

func main() {
	c, _, err := websocket.DefaultDialer.Dial(os.Args[1], nil)
	if err != nil {
		log.Fatal("dial: ", err)
	}
	defer c.Close()
	var closed *websocket.CloseError
	if err := echo(c); errors.As(err, &closed) && closed.Code != websocket.CloseAbnormalClosure {
		fmt.Printf("closed %d %s clean\n", closed.Code, closed.Text)
	} else {
		fmt.Printf("closed 1006 %v unclean\n", err)
	}
}
