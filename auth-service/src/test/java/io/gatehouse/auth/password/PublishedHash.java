package io.gatehouse.auth.password;

/** Hashes that others published with the passwords they belong to. */
public enum PublishedHash {
    /** crypt_blowfish, wrapper.c. */
    BCRYPT_2A("U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"),
    /** jBCrypt, TestBCrypt.java. */
    BCRYPT_OF_JAVA("abc", "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"),
    /** crypt_blowfish again, with the letters of today's OpenBSD and PHP: the same function. */
    BCRYPT_2B("U*U", "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
    BCRYPT_2Y("U*U*", "$2y$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"),

    /** RFC 6070 (4096 iterations). */
    PBKDF2_SHA1("password", "$pbkdf2$4096$c2FsdA$SwB5AbdlSJq+rUnZJvch0GWkKcE"),
    /** RFC 7914 section 11. */
    PBKDF2_SHA256(
            "Password",
            "$pbkdf2-sha256$i=80000,l=64$TmFDbA$"
                    + "TdzY9guYviGDDO5e8icB+WQaRBjQTAQUrv8Ih2s0q1ah1CWhIlgzVJrbhBtRybMXaicr3ruh0HhHj2Kzl/M8jQ"),
    /** The tests of passlib. */
    PBKDF2_OF_PASSLIB(
            "password", "$pbkdf2-sha256$1212$4vjV83LKPjQzk31VI4E0Vw$hsYF68OiOUPdDZ1Fg.fJPeq1h/gXXY7acBp9/6c.tmQ"),
    /** Of the often quoted vectors for SHA-512. */
    PBKDF2_SHA512(
            "passDATAb00AB7YxDTT",
            "$pbkdf2-sha512$100000$c2FsdEtFWWJjVGNYSENCeHRqRA$"
                    + "rM3Nh5iuXNhYBHOQFe8qEeMlkbe30W92gZswsNSdgOGr6myYIrgKH9/kIeJvVgPsqKR6ZMmgBPta+CKfdi/0Hw=="),
    /** The tests of Django. */
    PBKDF2_OF_DJANGO("l\u00e8tmein", "pbkdf2_sha256$12000$seasalt$Ybw8zsFxqja97tY/o6G+Fy1ksY4U/Hw3DRrGED6Up4s="),

    /** RFC 7914 section 12. */
    SCRYPT(
            "pleaseletmein",
            "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$"
                    + "cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw"),
    SCRYPT_PARALLEL(
            "password",
            "$scrypt$ln=10,r=8,p=16$TmFDbA$"
                    + "/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA"),

    /** The tests of the reference implementation, phc-winner-argon2. */
    ARGON2ID("password", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"),
    ARGON2I("password", "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA"),
    ARGON2I_BEFORE_VERSIONS(
            "password", "$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ");

    public final String password;
    public final String hash;

    PublishedHash(String password, String hash) {
        this.password = password;
        this.hash = hash;
    }
}
