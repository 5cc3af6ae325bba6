// What the desk's pages do beyond links and forms; all of them work without it.
