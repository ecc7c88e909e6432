-- sudo -u postgres psql -v password="'…'" -f postgresql.sql
CREATE ROLE eloket LOGIN PASSWORD :password;
-- the ZODB
CREATE DATABASE eloket      OWNER eloket ENCODING 'UTF8' TEMPLATE template0;
-- the side store; apart, because it is backed up otherwise
CREATE DATABASE eloket_side OWNER eloket ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE eloket, eloket_side FROM PUBLIC;
