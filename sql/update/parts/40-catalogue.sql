ALTER TABLE indicator_definition ADD needs text[] CHECK (array_to_string(needs, ',') ~
	'^([a-z_]+([.][a-zA-Z0-9_]+)?( -?[0-9]{1,2}([.][.]-?[0-9]{1,2})?)?(,|$))*$');
