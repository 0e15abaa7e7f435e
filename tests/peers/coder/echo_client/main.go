// A coder/websocket client that echoes and closes when it is told bye.

package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/coder/websocket"
)

// echo returns what ended the connection; nil if closing it went well.
func echo(ctx context.Context, c *websocket.Conn) error {
	for {
		kind, message, err := c.Read(ctx)
		if err != nil {
			return err
		}
		if kind == websocket.MessageText && string(message) == "bye" {
			return c.Close(websocket.StatusNormalClosure, "bye")
		}
		if err := c.Write(ctx, kind, message); err != nil {
			return err
		}
	}
}

func main() {
	ctx := context.Background()
	c, _, err := websocket.Dial(ctx, os.Args[1], nil)
	if err != nil {
		log.Fatal("dial: ", err)
	}
	defer c.CloseNow()
	err = echo(ctx, c)
	var closed websocket.CloseError
	if err == nil {
		fmt.Println("closed 1000 bye clean")
	} else if errors.As(err, &closed) {
		fmt.Printf("closed %d %s clean\n", closed.Code, closed.Reason)
	} else {
		fmt.Printf("closed 1006 %v unclean\n", err)
	}
}
