/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Replies as the contract has them (data/openapi.yaml). */

#define SAMPLE_TOKEN       "mF_9.B5f-4.1JqM0000000000000000000000000000"
#define SAMPLE_OTHER_TOKEN "nG_0.B5f-4.1JqM1111111111111111111111111111"

#define SAMPLE_TIME "\"2020-02-01T12:00:00Z\""

#define SAMPLE_OPERATOR                                                                                               \
  "{\"name\":\"АО «Спецавтохозяйство»\",\"title\":\"Личный кабинет\","              \
  "\"contacts\":{\"phone\":\"+7 4812 00-00-00\",\"email\":\"info@example.org\","                                      \
  "\"site\":\"https://example.org\",\"address\":\"г. Смоленск\",\"hours\":\"9–18\"},"                      \
  "\"password\":{\"min_length\":5,\"max_length\":10,\"alphabet\":\"latin_letters_and_digits\"},"                      \
  "\"attach\":{\"fields\":[\"number\",\"receipt_amount\"]},"                                                          \
  "\"payee\":{\"name\":\"АО «Спецавтохозяйство»\",\"inn\":\"6700000000\",\"kpp\":\"670001001\"," \
  "\"account\":\"40702810000000000000\",\"bank\":\"Банк\",\"bic\":\"046600000\","                                 \
  "\"correspondent_account\":\"30101810000000000000\"},"                                                              \
  "\"documents\":[{\"kind\":\"personal-data\",\"title\":\"Согласие\","                                        \
  "\"url\":\"https://example.org/consent\",\"version\":\"2025-09-01\"}]}"

#define SAMPLE_PROFILE_OF(email, name)                                                       \
  "{\"email\":\"" email "\",\"name\":\"" name "\",\"phone\":\"\",\"receipts_by_mail\":true," \
  "\"registered_at\":" SAMPLE_TIME ",\"consents\":[{\"kind\":\"personal-data\","             \
  "\"version\":\"2025-09-01\",\"accepted_at\":" SAMPLE_TIME "}]}"
#define SAMPLE_PROFILE SAMPLE_PROFILE_OF ("a@b.c", "Иванов Иван")

#define SAMPLE_SESSION_OF(token, email)                  \
  "{\"token\":\"" token "\",\"expires_at\":" SAMPLE_TIME \
  ",\"profile\":" SAMPLE_PROFILE_OF (email, "Иванов Иван") "}"
#define SAMPLE_SESSION SAMPLE_SESSION_OF (SAMPLE_TOKEN, "a@b.c")

#define SAMPLE_SESSION_INFO(id, current)                                            \
  "{\"id\":\"" id "\",\"created_at\":" SAMPLE_TIME ",\"last_used_at\":" SAMPLE_TIME \
  ",\"client\":\"Kabinet/0.1.0 (Linux)\",\"current\":" current "}"
#define SAMPLE_SESSIONS                                                                            \
  "{\"sessions\":[" SAMPLE_SESSION_INFO ("s1", "true") "," SAMPLE_SESSION_INFO ("s2", "false") "]" \
                                                                                               "}"

#define SAMPLE_DATA "{\"profile\":" SAMPLE_PROFILE ",\"accounts\":[]}"

#define SAMPLE_ACCOUNT(number, label, to_pay)                                          \
  "{\"number\":\"" number "\",\"label\":\"" label "\",\"attached_at\":" SAMPLE_TIME    \
  ",\"owner\":\"Иванов Иван Иванович\",\"address\":\"г. Смоленск\",\"to_pay\":" to_pay \
  ",\"month\":\"2020-02\"}"
#define SAMPLE_ACCOUNT_1 SAMPLE_ACCOUNT ("123543566", "", "44730")
#define SAMPLE_ACCOUNT_2 SAMPLE_ACCOUNT ("200417803", "Дача", "-12000")
#define SAMPLE_ACCOUNTS  "{\"accounts\":[" SAMPLE_ACCOUNT_1 "," SAMPLE_ACCOUNT_2 "]}"

#define SAMPLE_STATEMENT                                                                         \
  "{\"month\":\"2020-02\",\"opening\":44730,\"charged\":44730,\"recalculated\":0,\"penalty\":0," \
  "\"paid\":44730,\"closing\":44730,\"lines\":[{\"service\":\"Обращение с "            \
  "ТКО\",\"unit\":\"чел.\","                                                               \
  "\"quantity\":\"5\",\"tariff\":\"89.46\",\"charged\":44730,\"recalculated\":0,\"penalty\":0,"  \
  "\"closing\":44730,\"reason\":\"\"}]}"

#define SAMPLE_DETAILS(number)                                                                                            \
  "{\"number\":\"" number "\",\"label\":\"\",\"attached_at\":" SAMPLE_TIME                                                \
  ",\"owner\":\"Иванов Иван Иванович\",\"address\":\"г. Смоленск\",\"delivery_address\":\"\"," \
  "\"phone\":\"\",\"email\":\"\",\"contract\":\"\",\"registered\":5,\"residing\":5,"                                      \
  "\"balance\":" SAMPLE_STATEMENT "}"
#define SAMPLE_DETAILS_1 SAMPLE_DETAILS ("123543566")
#define SAMPLE_DETAILS_2 SAMPLE_DETAILS ("200417803")

#define SAMPLE_PAYMENT(id, date, state)                                                         \
  "{\"id\":\"" id "\",\"date\":\"" date "\",\"amount\":44730,\"channel\":\"Сбербанк\"," \
  "\"document\":\"№ 7\",\"state\":\"" state "\"}"
#define SAMPLE_SHA256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define SAMPLE_RECEIPT(month)                                                          \
  "{\"month\":\"" month "\",\"total\":44730,\"issued_at\":" SAMPLE_TIME ",\"size\":7," \
  "\"sha256\":\"" SAMPLE_SHA256 "\"}"
